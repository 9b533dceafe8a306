/**
 * What Heal did, and why: decisions as data, kept in a bounded journal.
 *
 * <p>Entry type: {@link dev.heal.journal.Journal}.
 */
@NullMarked
package dev.heal.journal;

import org.jspecify.annotations.NullMarked;
