/**
 * What a call through a guard costs, beside resilience4j and beside the bare call, and what a refusal costs.
 *
 * <p>Entry type: {@link dev.heal.trials.bench.Forks}.
 */
@NullMarked
package dev.heal.trials.bench;

import org.jspecify.annotations.NullMarked;
