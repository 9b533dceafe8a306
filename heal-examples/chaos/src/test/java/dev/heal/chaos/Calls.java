package dev.heal.chaos;

import dev.heal.chaos.Call.Kind;
import dev.heal.chaos.Call.Outcome;
import java.util.ArrayList;
import java.util.List;

/** Calls made up for tests; times in milliseconds. */
final class Calls {

    /** Base from 1 s, fault at 4 s, gone at 6 s, end at 12 s. */
    static final Timeline TIMES = new Timeline(millis(1_000), millis(4_000), millis(6_000), millis(12_000));

    private final List<Call> calls = new ArrayList<>();

    static long millis(long millis) {
        return millis * 1_000_000;
    }

    /** One call every 10 ms that ends then, having taken 1 ms. */
    Calls every10(long from, long to, Outcome outcome) {
        for (long end = from; end < to; end += 10) {
            one(Kind.READ, end - 1, end, 0, outcome);
        }
        return this;
    }

    Calls one(Kind kind, long begin, long end, long waited, Outcome outcome) {
        String failure = outcome == Outcome.FAILED ? "08006" : outcome == Outcome.REFUSED ? "OPEN" : null;
        int cut = outcome == Outcome.FAILED ? 1 : 0;
        calls.add(new Call(kind, millis(begin), millis(end), millis(waited), cut, outcome, failure));
        return this;
    }

    List<Call> list() {
        return calls;
    }
}
