package dev.heal.chaos;

import dev.heal.chaos.Call.Kind;
import dev.heal.chaos.Call.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What one contender did under one fault. Calls count from the begin of the base on; those alongside the traffic count only in
 * {@code cut} and {@code alongside}.
 *
 * @param reads how reads ended
 * @param writes how all others ended
 * @param cut statements that failed after they had got a connection, repeated ones included
 * @param failures how many calls failed or were refused with which SQLState, class or reason
 * @param refused how long refusals took
 * @param turnedAway how long calls took that began from 0.5 s after the fault on until its cause was gone, and failed or were
 *     refused
 * @param waits what callers waited for
 * @param recovery how it came back
 * @param alongside how the calls alongside ended, whatever their kind
 * @param rows rows acknowledged against rows there
 */
record Measures(
        Tally reads,
        Tally writes,
        long cut,
        Map<String, Long> failures,
        Latencies refused,
        Latencies turnedAway,
        Waits waits,
        Recovery recovery,
        Tally alongside,
        Ledger.Balance rows) {

    private static final long FIRST_HALF_SECOND = TimeUnit.MILLISECONDS.toNanos(500);

    static Measures of(List<Call> traffic, List<Call> alongside, Timeline times, Ledger.Balance rows) {
        List<Call> calls =
                traffic.stream().filter(call -> call.begin() >= times.base()).toList();
        return new Measures(
                Tally.of(Kind.READ, calls),
                Tally.of(Kind.WRITE, calls),
                Stream.concat(calls.stream(), alongside.stream())
                        .mapToLong(Call::cut)
                        .sum(),
                failures(calls),
                latencies(calls, call -> call.is(Outcome.REFUSED)),
                latencies(calls, call -> isTurnedAway(call, times)),
                Waits.of(calls, times),
                Recovery.of(calls, times),
                both(Tally.of(Kind.READ, alongside), Tally.of(Kind.WRITE, alongside)),
                rows);
    }

    long calls() {
        return reads.calls() + writes.calls();
    }

    long refusals() {
        return reads.refused() + writes.refused();
    }

    long unserved() {
        return reads.unserved() + writes.unserved();
    }

    private static Tally both(Tally one, Tally other) {
        return new Tally(
                one.calls() + other.calls(),
                one.failed() + other.failed(),
                one.refused() + other.refused(),
                one.unanswered() + other.unanswered());
    }

    private static boolean isTurnedAway(Call call, Timeline times) {
        return (call.is(Outcome.REFUSED) || call.is(Outcome.FAILED))
                && call.begin() >= times.fault() + FIRST_HALF_SECOND
                && call.begin() < times.gone();
    }

    private static Latencies latencies(List<Call> calls, Predicate<Call> which) {
        return Latencies.of(calls.stream().filter(which).mapToLong(Call::nanos));
    }

    private static Map<String, Long> failures(List<Call> calls) {
        Map<String, Long> counts = new TreeMap<>();
        for (Call call : calls) {
            if (call.failure() != null) {
                counts.merge(call.failure(), 1L, Long::sum);
            }
        }
        return counts;
    }
}
