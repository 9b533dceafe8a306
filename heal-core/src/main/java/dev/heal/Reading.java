package dev.heal;

import dev.heal.failure.FailureClassifier;
import dev.heal.failure.Recovery;

/** How a view of a guard reads failures: what they mean, and what is done about them. */
record Reading(FailureClassifier classifier, Recovery recovery) {

    static final Reading STANDARD = new Reading(FailureClassifier.standard(), Recovery.standard());
}
