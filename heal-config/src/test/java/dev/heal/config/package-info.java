/** Tests of reading, checking and reloading the configuration. */
@NullMarked
package dev.heal.config;

import org.jspecify.annotations.NullMarked;
