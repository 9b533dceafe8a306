package dev.heal.failure;

/**
 * Turns a throwable into a {@link Failure}. Implementations are pure functions, safe for use by many threads. One that
 * throws counts as having said {@link Failure.Kind#TRANSIENT}.
 */
@FunctionalInterface
public interface FailureClassifier {

    /**
     * What a throwable means.
     *
     * @param thrown what the call threw
     * @return its meaning, never null
     */
    Failure classify(Throwable thrown);

    /**
     * The classifier for calls that nothing more is known about, by the JDK's exception types: refused connections were
     * never sent; time-outs and other I/O errors may have been applied; programming errors are permanent; anything else is
     * transient and may have been applied. Wrappers such as {@link java.util.concurrent.ExecutionException} are looked into.
     *
     * @return a shared, stateless classifier
     */
    static FailureClassifier standard() {
        return StandardFailures.INSTANCE;
    }
}
