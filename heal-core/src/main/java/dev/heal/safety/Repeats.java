package dev.heal.safety;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Thins out proposals that come again and again and are not done: of one resource, kind and reason the first is written down at
 * once, and then one a minute with the number that it stands for. Its own lock, a leaf; bounded.
 */
final class Repeats {

    static final int MOST = 1_024;
    static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    /** Something to write down: the last of so many proposals. */
    record Summary(
            Proposal proposal, Ruling ruling, @Nullable String detail, long times) {}

    private record Key(String resource, String kind, Object reason) {}

    private static final class Place {
        private long sinceNanos;
        private long unwritten;
        private Proposal last;
        private Ruling ruling;
        private @Nullable String detail;

        Place(long sinceNanos, Proposal last, Ruling ruling) {
            this.sinceNanos = sinceNanos;
            this.last = last;
            this.ruling = ruling;
        }

        void add(Proposal proposal, Ruling answer, @Nullable String how) {
            last = proposal;
            ruling = answer;
            detail = how;
            unwritten++;
        }

        boolean isMinuteOver(long nowNanos) {
            return nowNanos - sinceNanos >= MINUTE_NANOS;
        }

        Summary written(long nowNanos) {
            Summary summary = new Summary(last, ruling, detail, unwritten);
            unwritten = 0;
            sinceNanos = nowNanos;
            return summary;
        }
    }

    /** In the order of their first proposal. */
    private final Map<Key, Place> places = new LinkedHashMap<>(); // guarded by this

    synchronized List<Summary> offer(Proposal proposal, Ruling ruling, @Nullable String detail, long nowNanos) {
        Object reason = ruling.suppressedBy() == null ? ruling.mode() : ruling.suppressedBy();
        Key key = new Key(proposal.resource(), proposal.kind(), reason);
        List<Summary> due = new ArrayList<>();
        Place place = places.get(key);
        boolean first = place == null;
        if (place == null) {
            makeRoom(due, nowNanos);
            place = new Place(nowNanos, proposal, ruling);
            places.put(key, place);
        }
        place.add(proposal, ruling, detail);
        if (first || place.isMinuteOver(nowNanos)) {
            due.add(place.written(nowNanos));
        }
        return due;
    }

    /** What has waited for a minute; what did not come again is forgotten. */
    synchronized List<Summary> takeDue(long nowNanos) {
        List<Summary> due = new ArrayList<>();
        Iterator<Place> all = places.values().iterator();
        while (all.hasNext()) {
            Place place = all.next();
            boolean over = place.isMinuteOver(nowNanos);
            if (over && place.unwritten > 0) {
                due.add(place.written(nowNanos));
            } else if (over) {
                all.remove();
            }
        }
        return due;
    }

    /** Everything that was counted and not yet written down. */
    synchronized List<Summary> takeAll(long nowNanos) {
        List<Summary> rest = new ArrayList<>();
        for (Place place : places.values()) {
            if (place.unwritten > 0) {
                rest.add(place.written(nowNanos));
            }
        }
        places.clear();
        return rest;
    }

    private void makeRoom(List<Summary> due, long nowNanos) {
        if (places.size() < MOST) {
            return;
        }
        Iterator<Place> oldest = places.values().iterator();
        Place gone = oldest.next();
        oldest.remove();
        if (gone.unwritten > 0) {
            due.add(gone.written(nowNanos));
        }
    }
}
