package dev.heal.safety;

import dev.heal.settings.Mode;

/**
 * What a ruling depends on besides the proposal.
 *
 * @param mode the mode of the proposal's class, resolved
 * @param stopped whether the kill switch is on
 * @param pinned whether an override holds the resource
 * @param demoted whether the timer is too irregular to be trusted
 * @param chance a random number in [0, 1), for the jitter
 */
record Situation(Mode mode, boolean stopped, boolean pinned, boolean demoted, double chance) {}
