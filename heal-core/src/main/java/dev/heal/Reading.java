package dev.heal;

import dev.heal.failure.Failure;
import dev.heal.failure.FailureClassifier;
import dev.heal.failure.Recovery;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How a view of a guard reads the outcome of calls: what failures mean, what is done about them, and whether a success says
 * that the backend is well.
 */
record Reading(FailureClassifier classifier, Recovery recovery, boolean credits) {

    static final Reading STANDARD = new Reading(FailureClassifier.standard(), Recovery.standard(), true);

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    /** What a throwable means; a classifier that fails itself changes nothing for the caller. */
    Failure of(Throwable thrown, String guard) {
        try {
            return Objects.requireNonNull(classifier.classify(thrown), "no failure");
        } catch (RuntimeException own) {
            LOG.warn(
                    "guard '{}': the classifier failed on {} ({}); taken as transient",
                    guard,
                    thrown.getClass().getName(),
                    own.toString());
            return new Failure(
                    Failure.Kind.TRANSIENT,
                    Failure.Phase.MAYBE_APPLIED,
                    thrown.getClass().getSimpleName());
        }
    }
}
