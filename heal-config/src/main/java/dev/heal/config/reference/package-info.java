/**
 * Documents about settings, written from their annotations: a page, an example file, and what editors complete keys by.
 *
 * <p>Entry type: {@link dev.heal.config.reference.Reference}.
 */
@NullMarked
package dev.heal.config.reference;

import org.jspecify.annotations.NullMarked;
