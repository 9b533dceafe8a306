/**
 * {@code heal.jar}: the commands of Heal.
 *
 * <p>Entry type: {@link dev.heal.cli.Main}.
 */
@NullMarked
package dev.heal.cli;

import org.jspecify.annotations.NullMarked;
