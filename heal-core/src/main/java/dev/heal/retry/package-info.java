/**
 * When to try again, and after how long.
 *
 * <p>Entry type: {@link dev.heal.retry.RetrySettings}.
 */
@NullMarked
package dev.heal.retry;

import org.jspecify.annotations.NullMarked;
