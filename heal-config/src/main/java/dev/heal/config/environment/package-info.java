/**
 * What the surroundings of the process say: processors and memory that it may use, what it runs in, and addresses that
 * variables state. Nothing is scanned and no network is asked.
 *
 * <p>Entry type: {@link dev.heal.config.environment.HostEnvironment}.
 */
@NullMarked
package dev.heal.config.environment;

import org.jspecify.annotations.NullMarked;
