package dev.heal;

import dev.heal.failure.Failure;
import org.jspecify.annotations.Nullable;

/**
 * The call that the current thread is making through one guard, so that a call inside it can be known as such: it is made
 * once, and what it judged is not judged again by the outer call. Confined to its thread.
 */
final class CallScope {

    private @Nullable Throwable judged;
    private @Nullable Failure verdict;

    void judged(Throwable thrown, Failure failure) {
        judged = thrown;
        verdict = failure;
    }

    /** What an inner call said of this very throwable, if one did; looked for in the causes too, as hosts wrap. */
    @Nullable
    Failure verdictOn(Throwable thrown) {
        Throwable seen = thrown;
        for (int depth = 0; judged != null && seen != null && depth < 8; depth++, seen = seen.getCause()) {
            if (seen == judged) {
                return verdict;
            }
        }
        return null;
    }
}
