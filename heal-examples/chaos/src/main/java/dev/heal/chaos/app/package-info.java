/**
 * The application that faults are tried on, a JVM of its own: the clients of the scraper, under a steady stream of searches and
 * writes, with Heal or without. It is told where its servers are and nothing of faults.
 *
 * <p>Entry type: {@link dev.heal.chaos.app.Application}; who reads what it writes begins at {@link dev.heal.chaos.app.CallLine}.
 */
@NullMarked
package dev.heal.chaos.app;

import org.jspecify.annotations.NullMarked;
