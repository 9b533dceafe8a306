/** Placeholder. */
@NullMarked
package dev.heal.config;

import org.jspecify.annotations.NullMarked;
