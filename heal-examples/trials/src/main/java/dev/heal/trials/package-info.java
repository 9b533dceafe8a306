/**
 * Heal beside its peers: programs that print what was measured.
 *
 * <p>Entry types: {@link dev.heal.trials.RetryStorm}, {@link dev.heal.trials.RandomLoss}, {@link dev.heal.trials.GuardCost}.
 */
@NullMarked
package dev.heal.trials;

import org.jspecify.annotations.NullMarked;
