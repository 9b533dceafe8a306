package dev.heal;

import dev.heal.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * What a thread knows of the call that it is making through one guard, so that a call inside it can be known as such: it is
 * made once, and what it judged is not judged again by the outer call.
 *
 * <p>Kept in a plain array, which stays with the thread from its first call on: nothing is allocated per call, and a class of
 * the JDK's own holds nothing of Heal's in memory once a host unloads it. The array is empty between calls.
 */
final class CallScope {

    private static final int INSIDE = 0;
    private static final int JUDGED = 1;
    private static final int VERDICT = 2;
    private static final int ASKED = 3;
    private static final int LAST_THROWN = 4;
    private static final int LAST_VERDICT = 5;

    private CallScope() {}

    static @Nullable Object[] fresh() {
        return new Object[6];
    }

    static boolean isInside(@Nullable Object[] scope) {
        return scope[INSIDE] != null;
    }

    static void enter(@Nullable Object[] scope) {
        scope[INSIDE] = true;
    }

    /** Leaves a call; the outermost one takes everything with it. */
    static void leave(@Nullable Object[] scope, boolean nested) {
        if (!nested) {
            scope[INSIDE] = null;
            if (scope[JUDGED] != null) {
                scope[JUDGED] = null;
                scope[VERDICT] = null;
            }
        }
    }

    static void judged(@Nullable Object[] scope, Throwable thrown, Failure failure) {
        scope[JUDGED] = thrown;
        scope[VERDICT] = failure;
    }

    /** Hands what a call inside judged over to the call around it. */
    static void passTo(GuardAttempt outer, @Nullable Object[] scope) {
        if (scope[JUDGED] instanceof Throwable thrown && scope[VERDICT] instanceof Failure failure) {
            outer.judged(thrown, failure);
        }
    }

    /** From now on until {@link #asksNoMore} what calls ended with is kept, for the one who makes them again. */
    static void asks(@Nullable Object[] scope) {
        scope[ASKED] = true;
    }

    static void asksNoMore(@Nullable Object[] scope) {
        scope[ASKED] = null;
        scope[LAST_THROWN] = null;
        scope[LAST_VERDICT] = null;
    }

    /** A call ended with this. */
    static void ended(@Nullable Object[] scope, Throwable thrown, Failure failure) {
        if (scope[ASKED] != null) {
            scope[LAST_THROWN] = thrown;
            scope[LAST_VERDICT] = failure;
        }
    }

    /** What the call that ended with this throwable made of it, if one did. */
    static @Nullable Failure lastVerdict(@Nullable Object[] scope, Throwable thrown) {
        return scope[LAST_THROWN] == thrown && scope[LAST_VERDICT] instanceof Failure failure ? failure : null;
    }
}
