package dev.heal.safety;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that {@link GatePolicy} remembers. One owner at a time: the gate's lock guards it, tests have one thread. What is back at
 * its baseline is forgotten, so the memory is bounded by what goes on.
 */
final class GateState {

    private record Key(ActionClass actionClass, String kind) {}

    private final Map<Key, KindState> kinds = new HashMap<>();
    private final Map<String, Underway> underway = new HashMap<>();
    private int slots;

    KindState kind(Proposal proposal, long nowNanos) {
        return kinds.computeIfAbsent(
                new Key(proposal.actionClass(), proposal.kind()), key -> new KindState(key.actionClass(), nowNanos));
    }

    /** What is remembered of the proposal's resource, or null if there is no room for one more. */
    @Nullable
    Slot see(Proposal proposal, long nowNanos) {
        Slot known = kind(proposal, nowNanos).slots.get(proposal.resource());
        if (known != null) {
            known.see(nowNanos);
            return known;
        }
        if (slots >= GateRules.CAPACITY) {
            forget(nowNanos);
        }
        if (slots >= GateRules.CAPACITY) {
            return null;
        }
        Slot slot = new Slot(nowNanos);
        kind(proposal, nowNanos).slots.put(proposal.resource(), slot);
        slots++;
        return slot;
    }

    /** The same, without a new proposal. */
    @Nullable
    Slot slot(Proposal proposal, long nowNanos) {
        return kind(proposal, nowNanos).slots.get(proposal.resource());
    }

    @Nullable
    Underway underway(String resource) {
        return underway.get(resource);
    }

    void begin(Underway change) {
        underway.put(change.proposal.resource(), change);
    }

    void end(Underway change) {
        underway.remove(change.proposal.resource(), change);
    }

    /** Takes changes whose deadline is over; each is handed out once. */
    List<Underway> takeDue(long nowNanos, int most) {
        List<Underway> due = new ArrayList<>();
        for (Underway change : underway.values()) {
            if (due.size() < most && change.isDue(nowNanos)) {
                due.add(change);
            }
        }
        due.forEach(change -> change.stage = Underway.Stage.JUDGED);
        return due;
    }

    List<Underway> all() {
        return List.copyOf(underway.values());
    }

    /** Forgets what is back at its baseline. */
    void forget(long nowNanos) {
        Iterator<Map.Entry<Key, KindState>> all = kinds.entrySet().iterator();
        while (all.hasNext()) {
            Map.Entry<Key, KindState> kind = all.next();
            Map<String, Slot> of = kind.getValue().slots;
            int before = of.size();
            of.entrySet().removeIf(e -> e.getValue().isAtRest(nowNanos) && !isUnderway(kind.getKey(), e.getKey()));
            slots -= before - of.size();
            if (kind.getValue().isAtRest(nowNanos)) {
                all.remove();
            }
        }
    }

    /** Whether nothing is remembered that would make a ruling differ from that of a new state. */
    boolean isBaseline() {
        return kinds.isEmpty() && underway.isEmpty() && slots == 0;
    }

    private boolean isUnderway(Key key, String resource) {
        Underway change = underway.get(resource);
        return change != null
                && change.proposal.kind().equals(key.kind())
                && change.proposal.actionClass() == key.actionClass();
    }
}
