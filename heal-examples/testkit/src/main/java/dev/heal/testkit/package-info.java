/**
 * Tests of code that stands on Heal: in virtual time, with faults that need no network, and with assertions on what was
 * decided and why.
 *
 * <p>Entry type: {@link dev.heal.testkit.HealExtension}.
 */
@NullMarked
package dev.heal.testkit;

import org.jspecify.annotations.NullMarked;
