/** Placeholder. */
@NullMarked
package dev.heal.testbed;

import org.jspecify.annotations.NullMarked;
