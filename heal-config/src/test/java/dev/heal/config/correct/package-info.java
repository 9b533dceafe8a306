/** Tests of the rules by which lines are understood. */
@NullMarked
package dev.heal.config.correct;

import org.jspecify.annotations.NullMarked;
