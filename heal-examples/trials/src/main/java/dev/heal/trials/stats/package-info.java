/**
 * How sure a measured number is. Pure functions: equal samples give equal intervals.
 *
 * <p>Entry type: {@link dev.heal.trials.stats.Interval}.
 */
@NullMarked
package dev.heal.trials.stats;

import org.jspecify.annotations.NullMarked;
