/**
 * What keeps automation within bounds: every change that Heal makes by itself is proposed here, and is done, suggested or
 * refused by one set of rules; people overrule it by overrides and a kill switch.
 *
 * <p>Entry type: {@link dev.heal.safety.SafetyGate}.
 */
@NullMarked
package dev.heal.safety;

import org.jspecify.annotations.NullMarked;
