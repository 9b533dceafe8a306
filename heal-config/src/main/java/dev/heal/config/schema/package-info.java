/**
 * The keys that a configuration may have: their types, ranges, names and relations, whatever they were described by.
 *
 * <p>Entry type: {@link dev.heal.config.schema.Schema}.
 */
@NullMarked
package dev.heal.config.schema;

import org.jspecify.annotations.NullMarked;
