package dev.heal.vector;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A number for each collection that every write through the library changes: an entry with another number was made before.
 * It is shared through Redis; a change holds here at once, and elsewhere as soon as Redis has it. Safe for use by many
 * threads.
 */
final class Epochs {

    private final Map<String, Epoch> known = new ConcurrentHashMap<>();

    /**
     * The number of one collection. Immutable.
     *
     * @param value 0 until somebody writes: nothing needs to be stored for a collection that nobody invalidates
     * @param told whether Redis has it
     */
    record Epoch(long value, boolean told) {

        static final Epoch FIRST = new Epoch(0, true);

        /** What Redis says, or that it knows nothing. What it lost, and what it was not told yet, it is told again. */
        Epoch seen(@Nullable Long remote) {
            if (remote != null) {
                return remote == value ? new Epoch(value, true) : told ? new Epoch(remote, true) : this;
            }
            return value == 0 ? this : new Epoch(value, false);
        }
    }

    Epoch of(String collection) {
        return known.getOrDefault(collection, Epoch.FIRST);
    }

    /** A write happened: nothing from before is fresh any more. */
    void advance(String collection, long fresh) {
        known.put(collection, new Epoch(fresh == 0 ? 1 : fresh, false));
    }

    /**
     * Redis was read. What it said is of no use if the number changed since the read was sent: the answer may be from before.
     *
     * @param sentWith the number as it was then
     * @param bytes the answer; anything but eight bytes is not ours
     */
    Epoch seen(String collection, Epoch sentWith, byte @Nullable [] bytes) {
        Long remote = bytes == null || bytes.length != Long.BYTES
                ? null
                : ByteBuffer.wrap(bytes).getLong();
        Epoch after = sentWith.seen(remote);
        if (after.equals(sentWith)) {
            return of(collection);
        }
        return known.compute(collection, (name, now) -> sentWith.equals(now == null ? Epoch.FIRST : now) ? after : now);
    }

    /** Redis has it now, unless it changed meanwhile. */
    void told(String collection, Epoch epoch) {
        boolean unused = known.replace(collection, epoch, new Epoch(epoch.value(), true));
    }

    /** The collections whose number Redis does not have. */
    List<String> untold() {
        return known.entrySet().stream()
                .filter(entry -> !entry.getValue().told())
                .map(Map.Entry::getKey)
                .toList();
    }

    static byte[] bytes(Epoch epoch) {
        return ByteBuffer.allocate(Long.BYTES).putLong(epoch.value()).array();
    }
}
