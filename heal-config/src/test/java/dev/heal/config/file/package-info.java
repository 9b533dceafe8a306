/** Tests of reading a properties file without losing a byte. */
@NullMarked
package dev.heal.config.file;

import org.jspecify.annotations.NullMarked;
