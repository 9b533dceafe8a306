/**
 * A capacity model in virtual time: clients that call without pause, a backend that can do so much and no more, and a
 * contender in between. Runs are repeatable: equal seeds give equal runs, and within one seed every contender meets the same
 * arrivals, the same work and the same losses.
 *
 * <p>Entry type: {@link dev.heal.trials.sim.Scenario}.
 */
@NullMarked
package dev.heal.trials.sim;

import org.jspecify.annotations.NullMarked;
