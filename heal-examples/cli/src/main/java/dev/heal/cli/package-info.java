/** Placeholder. */
@NullMarked
package dev.heal.cli;

import org.jspecify.annotations.NullMarked;
