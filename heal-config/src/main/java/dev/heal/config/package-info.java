/**
 * One properties file, read, checked and reported.
 *
 * <p>Entry type: {@link dev.heal.config.HealConfig}.
 */
@NullMarked
package dev.heal.config;

import org.jspecify.annotations.NullMarked;
