/** Placeholder. */
@NullMarked
package dev.heal.monitor;

import org.jspecify.annotations.NullMarked;
