/** Placeholder. */
@NullMarked
package dev.heal.vector;

import org.jspecify.annotations.NullMarked;
