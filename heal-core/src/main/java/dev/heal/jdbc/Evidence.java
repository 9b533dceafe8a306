package dev.heal.jdbc;

import dev.heal.Guard;
import dev.heal.failure.Failure;
import org.jspecify.annotations.Nullable;

/** Takes the outcome of a statement that nobody guards. */
@FunctionalInterface
interface Evidence {

    /**
     * An outcome.
     *
     * @param thrown what the statement threw, or null if it succeeded
     * @param elapsedNanos how long it took
     * @return what it was taken for, or null
     */
    @Nullable
    Failure observe(@Nullable Throwable thrown, long elapsedNanos);

    /** The guard's own judgement. */
    static Evidence of(Guard guard) {
        return (thrown, elapsedNanos) -> thrown == null ? null : JdbcFailures.STATEMENT.classify(thrown);
    }
}
