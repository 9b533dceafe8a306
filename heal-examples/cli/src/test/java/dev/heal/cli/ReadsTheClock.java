package dev.heal.cli;

/** Does what the clock rule forbids, to see that the rule can fail. */
final class ReadsTheClock {

    private ReadsTheClock() {}

    static long now() {
        return System.nanoTime();
    }
}
