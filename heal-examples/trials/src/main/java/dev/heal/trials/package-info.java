/**
 * Heal beside its peers: programs that print what was measured.
 *
 * <p>Entry types: {@link dev.heal.trials.bench.GuardBench}.
 */
@NullMarked
package dev.heal.trials;

import org.jspecify.annotations.NullMarked;
