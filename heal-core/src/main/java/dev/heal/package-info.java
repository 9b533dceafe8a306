/**
 * The front door of Heal: {@link dev.heal.Heal} hands out one {@link dev.heal.Guard} per backend, and every call that
 * goes through a guard is refused quickly, retried where that is safe, bounded in time and explained.
 *
 * <p>Entry type: {@link dev.heal.Heal}.
 */
@NullMarked
package dev.heal;

import org.jspecify.annotations.NullMarked;
