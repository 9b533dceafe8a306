/**
 * Those who are compared: each lets calls through, refuses or repeats them in its own way.
 *
 * <p>Entry type: {@link dev.heal.trials.contender.Contender}.
 */
@NullMarked
package dev.heal.trials.contender;

import org.jspecify.annotations.NullMarked;
