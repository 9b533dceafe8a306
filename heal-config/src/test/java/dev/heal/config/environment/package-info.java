/** Tests of what the surroundings say, over recorded file trees. */
@NullMarked
package dev.heal.config.environment;

import org.jspecify.annotations.NullMarked;
