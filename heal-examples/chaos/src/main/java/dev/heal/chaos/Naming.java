package dev.heal.chaos;

import dev.heal.chaos.AppFault.Cause;
import dev.heal.failure.Failure;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a contender said was wrong: the cause of its first decision under the fault that is about a failure or about the process.
 * The fault is not known to whoever decides.
 *
 * @param cause what it named; null for nothing
 * @param after how long after the begin of the fault it did, in nanoseconds; null if it did not
 */
record Naming(@Nullable Cause cause, @Nullable Long after) {

    /** Other kinds are no failure: the wait of a breaker that is over, a person's wish, what answers again. */
    private static final Set<String> FAULTY = Stream.concat(
                    Arrays.stream(Failure.Kind.values())
                            .map(kind -> kind.name().toLowerCase(Locale.ROOT).replace('_', '-')),
                    Stream.of("paused", "slow"))
            .collect(Collectors.toUnmodifiableSet());

    static Naming of(List<DecisionLine> decisions, Timeline times) {
        return decisions.stream()
                .filter(decision -> decision.at() >= times.fault() && decision.at() < times.end())
                // the end of earlier trouble tells of what was, not of what is
                .filter(decision -> !decision.to().equals("healthy"))
                .filter(decision -> decision.cause() != null
                        && FAULTY.contains(decision.cause().kind()))
                .findFirst()
                .map(first -> new Naming(first.cause(), first.at() - times.fault()))
                .orElse(new Naming(null, null));
    }
}
