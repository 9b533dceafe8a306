/**
 * Pages about the faults, as pure functions from what was measured to text: {@link dev.heal.chaos.page.Page} with its timelines
 * as HTML, and {@link dev.heal.chaos.page.CataloguePage} as Markdown. Knows nothing of how anything was measured.
 */
@NullMarked
package dev.heal.chaos.page;

import org.jspecify.annotations.NullMarked;
