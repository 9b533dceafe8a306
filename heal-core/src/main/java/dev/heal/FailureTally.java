package dev.heal;

import dev.heal.failure.Failure;
import java.util.ArrayList;
import java.util.List;

/**
 * Which failures were seen how often: the most frequent ones exactly as long as there are few, the rest by their upper bound
 * (space-saving count: Metwally et al., "Efficient computation of frequent and top-k elements in data streams", 2005).
 * Immutable.
 *
 * @param entries at most {@link #MOST}, in the order in which they were first seen
 */
record FailureTally(List<Entry> entries) {

    /** Codes are the other side's words, so their number is not ours to trust. */
    static final int MOST = 8;

    static final FailureTally EMPTY = new FailureTally(List.of());

    /** One kind and code, and how often it was seen. */
    record Entry(Failure.Kind kind, String code, long times) {}

    FailureTally plus(Failure failure) {
        List<Entry> next = new ArrayList<>(entries);
        int place = place(failure);
        if (place < 0 && next.size() < MOST) {
            next.add(new Entry(failure.kind(), failure.code(), 1));
        } else {
            int taken = place < 0 ? rarest() : place;
            next.set(
                    taken,
                    new Entry(failure.kind(), failure.code(), next.get(taken).times() + 1));
        }
        return new FailureTally(List.copyOf(next));
    }

    /** The most frequent one, the earliest of those that are equal. */
    Entry dominant() {
        Entry most = entries.get(0);
        for (Entry entry : entries) {
            most = entry.times() > most.times() ? entry : most;
        }
        return most;
    }

    private int place(Failure failure) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            if (entry.kind() == failure.kind() && entry.code().equals(failure.code())) {
                return i;
            }
        }
        return -1;
    }

    private int rarest() {
        int least = 0;
        for (int i = 1; i < entries.size(); i++) {
            least = entries.get(i).times() < entries.get(least).times() ? i : least;
        }
        return least;
    }
}
