/**
 * When to stop asking a backend that does not answer.
 *
 * <p>Entry type: {@link dev.heal.breaker.BreakerSettings}.
 */
@NullMarked
package dev.heal.breaker;

import org.jspecify.annotations.NullMarked;
