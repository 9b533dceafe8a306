/** Placeholder. */
@NullMarked
package dev.heal.scraper;

import org.jspecify.annotations.NullMarked;
