package dev.heal.testbed.qdrant;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** The best {@code limit} of any number of offered points, ties broken by id. For one thread. Memory: limit. */
final class TopK {
    private final int limit;
    private final boolean largeIsBetter;
    private final Comparator<Scored> bestFirst;
    private final PriorityQueue<Scored> worstFirst;
    private float worst;

    TopK(int limit, boolean largeIsBetter) {
        this.limit = limit;
        this.largeIsBetter = largeIsBetter;
        this.bestFirst = bestFirst(largeIsBetter);
        this.worstFirst = new PriorityQueue<>(bestFirst.reversed());
    }

    static Comparator<Scored> bestFirst(boolean largeIsBetter) {
        Comparator<Scored> ascending = (a, b) -> Float.compare(a.score(), b.score());
        return (largeIsBetter ? ascending.reversed() : ascending).thenComparing(Scored::key);
    }

    boolean largeIsBetter() {
        return largeIsBetter;
    }

    /** Whether a point of that score could still get in; most points of a scan end here, without an object made. */
    boolean wants(float score) {
        return worstFirst.size() < limit || (largeIsBetter ? score >= worst : score <= worst);
    }

    void offer(Scored point) {
        worstFirst.add(point);
        if (worstFirst.size() > limit) {
            worstFirst.poll();
        }
        Scored last = worstFirst.peek();
        worst = last == null ? 0 : last.score();
    }

    List<Scored> best() {
        List<Scored> sorted = new ArrayList<>(worstFirst);
        sorted.sort(bestFirst);
        return sorted;
    }
}
