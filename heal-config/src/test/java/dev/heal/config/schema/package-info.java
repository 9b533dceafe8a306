/** Tests of reading schemas. */
@NullMarked
package dev.heal.config.schema;

import org.jspecify.annotations.NullMarked;
