package dev.heal;

/** How a call came in. */
enum Admission {
    /** With the breaker's permission, while it was not trying the backend out. */
    CALL,
    /** As one of the calls that try the backend out. */
    PROBE,
    /** Inside another call on the same guard, which holds the permission and reports. */
    NESTED,
    /** Without permission, because this guard only observes: its outcome is not reported. */
    SHADOW,
    /** Not at all. */
    REFUSED
}
