/**
 * A properties file as bytes, physical lines and logical lines, with the place of every key and value.
 *
 * <p>Entry type: {@link dev.heal.config.file.SourceFile}.
 */
@NullMarked
package dev.heal.config.file;

import org.jspecify.annotations.NullMarked;
