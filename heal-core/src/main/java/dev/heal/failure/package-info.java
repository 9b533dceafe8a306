/**
 * What went wrong, as data: a classifier turns any throwable into a kind and a phase, and those two decide what happens
 * next.
 *
 * <p>Entry type: {@link dev.heal.failure.FailureClassifier}.
 */
@NullMarked
package dev.heal.failure;

import org.jspecify.annotations.NullMarked;
