package dev.heal.safety;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The overrides that hold. Readers take no lock: they see one immutable map. An override is over when its time is over by the
 * monotonic clock, whether or not anybody has swept it away.
 */
final class Overrides {

    /** More would be a mistake of a program, not the word of people. */
    static final int MOST = 1_024;

    record Key(String resource, String kind) {}

    record Held(ManualOverride override, Instant since, long startNanos) {
        long remainingNanos(long nowNanos) {
            return override.expiry().toNanos() - (nowNanos - startNanos);
        }
    }

    private volatile Map<Key, Held> held = Map.of();

    boolean isEmpty() {
        return held.isEmpty();
    }

    boolean isPinned(String resource, String kind, long nowNanos) {
        Map<Key, Held> now = held;
        return !now.isEmpty()
                && (holds(now.get(new Key(resource, kind)), nowNanos)
                        || holds(now.get(new Key(resource, ManualOverride.EVERYTHING)), nowNanos));
    }

    /** Answers the one that it replaces. */
    synchronized @Nullable Held put(ManualOverride override, Instant since, long nowNanos) {
        Key key = new Key(override.resource(), override.kind());
        Map<Key, Held> next = new HashMap<>(held);
        if (!next.containsKey(key) && next.size() >= MOST) {
            throw new IllegalStateException("override '" + override.resource() + "': at most " + MOST
                    + " overrides may hold at once, were " + next.size() + "; release some, or stop all automation");
        }
        Held before = next.put(key, new Held(override, since, nowNanos));
        held = Map.copyOf(next);
        return before;
    }

    synchronized @Nullable Held remove(String resource, String kind) {
        Map<Key, Held> next = new HashMap<>(held);
        Held before = next.remove(new Key(resource, kind));
        held = Map.copyOf(next);
        return before;
    }

    synchronized List<Held> takeExpired(long nowNanos) {
        if (held.isEmpty()) {
            return List.of();
        }
        List<Held> expired = new ArrayList<>();
        Map<Key, Held> next = new HashMap<>(held);
        next.values().removeIf(h -> !holds(h, nowNanos) && expired.add(h));
        held = Map.copyOf(next);
        return expired;
    }

    List<ManualOverride.Active> active(long nowNanos) {
        return held.values().stream()
                .filter(h -> holds(h, nowNanos))
                .map(h -> new ManualOverride.Active(
                        h.override(), h.since(), java.time.Duration.ofNanos(h.remainingNanos(nowNanos))))
                .toList();
    }

    private static boolean holds(@Nullable Held one, long nowNanos) {
        return one != null && one.remainingNanos(nowNanos) > 0;
    }
}
