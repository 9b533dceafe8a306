package dev.heal;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.failure.FailureClassifier;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An exception that says itself what it means. */
final class Fault extends Exception {

    static final FailureClassifier CLASSIFIER = thrown -> thrown instanceof Fault fault
            ? fault.failure
            : FailureClassifier.standard().classify(thrown);

    private static final long serialVersionUID = 1L;

    private final transient Failure failure;

    private Fault(Failure failure) {
        super(failure.toString());
        this.failure = failure;
    }

    static Fault of(Kind kind, Phase phase) {
        return of(kind, phase, null);
    }

    static Fault of(Kind kind, Phase phase, @Nullable Duration retryAfter) {
        return new Fault(new Failure(kind, phase, retryAfter, "F42"));
    }

    /** Passes, speaks against the backend, and surely had no effect. */
    static Fault passing() {
        return of(Kind.TRANSIENT, Phase.NOT_APPLIED);
    }
}
