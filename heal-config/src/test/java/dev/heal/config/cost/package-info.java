/** A program that compares what a configuration costs with what SmallRye Config alone does. */
@NullMarked
package dev.heal.config.cost;

import org.jspecify.annotations.NullMarked;
