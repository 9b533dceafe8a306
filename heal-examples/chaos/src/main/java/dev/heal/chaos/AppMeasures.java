package dev.heal.chaos;

import dev.heal.chaos.AppFault.Cause;
import dev.heal.chaos.JudgedCall.Ending;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one contender's application did under one fault, of the calls that were due from the begin of the base to the end.
 *
 * @param searches all searches
 * @param pages all pages to crawl
 * @param failures how many calls failed or were refused with which SQLState, status, class or reason
 * @param recovery how it came back; a hung call counts as one that failed at its limit
 * @param detected from the begin of the fault to the first that anybody could notice: a decision, a refused call, a stale
 *     answer; null for never
 * @param cause what the application said was wrong; null if it said nothing
 * @param stores what was acknowledged against what is there
 */
record AppMeasures(
        Counts searches,
        Counts pages,
        Map<String, Long> failures,
        Recovery recovery,
        @Nullable Long detected,
        @Nullable Cause cause,
        StoreAudit.Balance stores) {

    /**
     * How the calls of one kind ended. Each is at most one of these: who answers too late hangs, however the answer reads.
     *
     * @param calls all of them
     * @param cached answered from the cache by what was fresh
     * @param stale answered from it by what was not
     * @param thrown an exception
     * @param refused by the application's own protection
     * @param hung beyond the limit
     * @param wrong an answer that is not the right one
     */
    record Counts(long calls, long cached, long stale, long thrown, long refused, long hung, long wrong) {

        static Counts of(List<JudgedCall> calls) {
            return new Counts(
                    calls.size(),
                    count(calls, Ending.CACHED),
                    count(calls, Ending.STALE),
                    count(calls, Ending.FAILED),
                    count(calls, Ending.REFUSED),
                    count(calls, Ending.HUNG),
                    count(calls, Ending.WRONG));
        }

        /** All that was of no use to whoever called. */
        long failed() {
            return thrown + refused + hung + wrong;
        }

        /** In [0, 1]; 1 if there were none. */
        double served() {
            return calls == 0 ? 1 : 1 - failed() / (double) calls;
        }

        private static long count(List<JudgedCall> calls, Ending ending) {
            return calls.stream().filter(call -> call.ending() == ending).count();
        }
    }

    static AppMeasures of(
            List<JudgedCall> calls, List<DecisionLine> decisions, Timeline times, StoreAudit.Balance stores) {
        List<JudgedCall> counted = calls.stream()
                .filter(call ->
                        call.line().begin() >= times.base() && call.line().begin() < times.end())
                .filter(JudgedCall::isConclusive)
                .toList();
        Naming naming = Naming.of(decisions, times);
        return new AppMeasures(
                Counts.of(counted.stream().filter(JudgedCall::isSearch).toList()),
                Counts.of(counted.stream().filter(call -> !call.isSearch()).toList()),
                failures(counted),
                Recovery.of(counted.stream().map(JudgedCall::toCall).toList(), times),
                earliest(naming.after(), noticed(counted, times)),
                naming.cause(),
                stores);
    }

    long calls() {
        return searches.calls() + pages.calls();
    }

    /** All that was of no use: exceptions, refusals, hung calls and wrong answers. */
    long failed() {
        return searches.failed() + pages.failed();
    }

    long refused() {
        return searches.refused() + pages.refused();
    }

    long hung() {
        return searches.hung() + pages.hung();
    }

    /** Wrong answers, and documents that say something else than their page. */
    long wrong() {
        return searches.wrong() + stores.altered();
    }

    double searchesServed() {
        return searches.served();
    }

    double pagesServed() {
        return pages.served();
    }

    /** Back to normal by itself, with nothing lost, nothing there twice and nothing wrong. */
    boolean healed() {
        return recovery.normal() != null && stores.lost() == 0 && stores.duplicated() == 0 && wrong() == 0;
    }

    private static @Nullable Long noticed(List<JudgedCall> calls, Timeline times) {
        return calls.stream()
                .filter(call -> call.ending() == Ending.REFUSED || call.ending() == Ending.STALE)
                .filter(call -> call.line().end() >= times.fault())
                .map(call -> call.line().end() - times.fault())
                .min(Long::compare)
                .orElse(null);
    }

    private static @Nullable Long earliest(@Nullable Long one, @Nullable Long other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return Math.min(one, other);
    }

    private static Map<String, Long> failures(List<JudgedCall> calls) {
        Map<String, Long> counts = new TreeMap<>();
        for (JudgedCall call : calls) {
            if (!call.line().failure().isEmpty()) {
                counts.merge(call.line().failure(), 1L, Long::sum);
            }
        }
        return counts;
    }
}
