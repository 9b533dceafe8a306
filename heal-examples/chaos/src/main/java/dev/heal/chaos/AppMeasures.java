package dev.heal.chaos;

import dev.heal.chaos.app.CallLine;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What one contender's application did under one fault, of the calls that were due from the begin of the base to the end. A call
 * is at most one of failed, refused and hung: who answers too late hangs, however the answer reads.
 *
 * @param searches all searches
 * @param writes all writes
 * @param failures how many calls failed or were refused with which SQLState, status, class or reason
 * @param recovery how it came back; a hung call counts as one that failed at its limit
 * @param detected from the begin of the fault to the end of the first refused call or stale answer; null for none
 * @param stores what was acknowledged against what is there
 */
record AppMeasures(
        Counts searches,
        Counts writes,
        Map<String, Long> failures,
        Recovery recovery,
        @Nullable Long detected,
        StoreAudit.Balance stores) {

    /** A search without an answer by then is unhandled. */
    static final long SEARCH_LIMIT = TimeUnit.SECONDS.toNanos(2);

    /** A write without one by then is. */
    static final long WRITE_LIMIT = TimeUnit.SECONDS.toNanos(5);

    /** Who gives up at the limit, and says so, does not hang. */
    private static final long TOLERANCE = TimeUnit.MILLISECONDS.toNanos(50);

    /**
     * How the calls of one kind ended.
     *
     * @param calls all of them
     * @param cached answered from the cache by what was fresh
     * @param stale answered from it by what was not
     * @param failed by an exception
     * @param refused by the application's own protection
     * @param hung beyond the limit
     */
    record Counts(long calls, long cached, long stale, long failed, long refused, long hung) {

        static Counts of(List<CallLine> lines) {
            return new Counts(
                    lines.size(),
                    count(lines, CallLine.Outcome.CACHE),
                    count(lines, CallLine.Outcome.STALE),
                    count(lines, CallLine.Outcome.FAILED),
                    count(lines, CallLine.Outcome.REFUSED),
                    lines.stream().filter(AppMeasures::isHung).count());
        }

        long unserved() {
            return failed + refused + hung;
        }

        /** In [0, 1]; 1 if there were none. */
        double served() {
            return calls == 0 ? 1 : 1 - unserved() / (double) calls;
        }

        private static long count(List<CallLine> lines, CallLine.Outcome outcome) {
            return lines.stream()
                    .filter(line -> line.outcome() == outcome && !isHung(line))
                    .count();
        }
    }

    static AppMeasures of(List<CallLine> lines, Timeline times, StoreAudit.Balance stores) {
        List<CallLine> counted = lines.stream()
                .filter(line -> line.begin() >= times.base() && line.begin() < times.end())
                // the application ended, and nobody knows what would have become of it
                .filter(line -> line.outcome() != CallLine.Outcome.UNANSWERED || isHung(line))
                .toList();
        Recovery recovery = Recovery.of(counted.stream().map(AppMeasures::call).toList(), times);
        return new AppMeasures(
                Counts.of(ofKind(CallLine.Kind.SEARCH, counted)),
                Counts.of(ofKind(CallLine.Kind.WRITE, counted)),
                failures(counted),
                recovery,
                detected(counted, times),
                stores);
    }

    long calls() {
        return searches.calls() + writes.calls();
    }

    long failed() {
        return searches.failed() + writes.failed();
    }

    long refused() {
        return searches.refused() + writes.refused();
    }

    long hung() {
        return searches.hung() + writes.hung();
    }

    long unserved() {
        return searches.unserved() + writes.unserved();
    }

    double searchesServed() {
        return searches.served();
    }

    double writesServed() {
        return writes.served();
    }

    /** Back to normal by itself, with nothing lost and nothing there twice. */
    boolean healed() {
        return recovery.normal() != null && stores.lost() == 0 && stores.duplicated() == 0;
    }

    private static List<CallLine> ofKind(CallLine.Kind kind, List<CallLine> lines) {
        return lines.stream().filter(line -> line.kind() == kind).toList();
    }

    private static boolean isHung(CallLine line) {
        return line.nanos() > limit(line) + TOLERANCE;
    }

    private static long limit(CallLine line) {
        return line.kind() == CallLine.Kind.SEARCH ? SEARCH_LIMIT : WRITE_LIMIT;
    }

    /** The call as recovery sees it. */
    private static Call call(CallLine line) {
        Call.Kind kind = line.kind() == CallLine.Kind.SEARCH ? Call.Kind.READ : Call.Kind.WRITE;
        long end = Math.min(line.end(), line.begin() + limit(line));
        Call.Outcome outcome = switch (line.outcome()) {
            case LIVE, CACHE, STALE, WRITTEN -> Call.Outcome.DONE;
            case REFUSED -> Call.Outcome.REFUSED;
            case FAILED -> Call.Outcome.FAILED;
            case UNANSWERED -> Call.Outcome.UNANSWERED;
        };
        return new Call(
                kind, line.begin(), end, 0, 0, isHung(line) ? Call.Outcome.UNANSWERED : outcome, line.failure());
    }

    private static @Nullable Long detected(List<CallLine> lines, Timeline times) {
        return lines.stream()
                .filter(line -> line.outcome() == CallLine.Outcome.REFUSED || line.outcome() == CallLine.Outcome.STALE)
                .filter(line -> line.end() >= times.fault())
                .map(line -> line.end() - times.fault())
                .min(Long::compare)
                .orElse(null);
    }

    private static Map<String, Long> failures(List<CallLine> lines) {
        Map<String, Long> counts = new TreeMap<>();
        for (CallLine line : lines) {
            if (!line.failure().isEmpty()) {
                counts.merge(line.failure(), 1L, Long::sum);
            }
        }
        return counts;
    }
}
