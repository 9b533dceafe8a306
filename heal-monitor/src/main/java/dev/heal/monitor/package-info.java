/**
 * What the guards do, as Micrometer meters.
 *
 * <p>Entry type: {@link dev.heal.monitor.HealMetrics}.
 */
@NullMarked
package dev.heal.monitor;

import org.jspecify.annotations.NullMarked;
