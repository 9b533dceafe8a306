/**
 * Searches of one real server, through the plain client and through Heal.
 *
 * <p>Entry type: {@link dev.heal.trials.search.SearchScene}.
 */
@NullMarked
package dev.heal.trials.search;

import org.jspecify.annotations.NullMarked;
