package dev.heal.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.settings.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What holds for every change that the gate lets through, whatever happened before: books of its own, kept by plain lists. */
final class GateInvariants {

    private static final long MINUTE = Duration.ofMinutes(1).toNanos();

    private record Event(String kind, String resource, long at) {}

    private final List<Event> proposed = new ArrayList<>();
    private final List<Event> granted = new ArrayList<>();
    private final List<Event> applied = new ArrayList<>();
    private final List<Event> succeeded = new ArrayList<>();
    private final List<Event> failed = new ArrayList<>();
    /** What was let through before anybody had seen it succeed. */
    private final Set<Proposal> trials = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Map<String, Underway> open = new HashMap<>();
    private final Map<Underway, Long> deadlines = new HashMap<>();

    void ruled(Proposal p, Ruling ruling, Situation situation, long now) {
        Event event = new Event(key(p), p.resource(), now);
        proposed.add(event);
        if (!ruling.isEnforced()) {
            return;
        }
        check(!situation.stopped() && !situation.pinned() && !situation.demoted(), "overruled", situation);
        check(situation.mode() == Mode.ENFORCE, "done in another mode", situation);
        check(p.grounds().samples() > 0, "done without samples", p);
        granted.add(event);
        budget(p, now);
        step(p, ruling);
        notFrozen(p, now);
        pace(p, now);
        canary(p, now);
    }

    void begun(Underway change) {
        check(open.put(change.proposal.resource(), change) == null, "two changes of one resource", change.proposal);
    }

    void applied(Underway change, Situation situation, long now) {
        applied.add(event(change, now));
        Proposal.Verification verification = change.proposal.change().verification();
        if (verification == null) {
            open.remove(change.proposal.resource());
            long dwell = GateRules.dwellNanos(change.proposal.actionClass());
            succeeded.add(event(change, now + dwell + (long) (dwell * 0.2 * situation.chance())));
        } else {
            deadlines.put(change, now + verification.within().toNanos());
        }
    }

    void ended(Underway change) {
        open.remove(change.proposal.resource());
        deadlines.remove(change);
    }

    void succeeded(Underway change, long now) {
        succeeded.add(event(change, now));
        ended(change);
    }

    void failed(Underway change, long now) {
        failed.add(event(change, now));
        trials.remove(change.proposal);
    }

    /** Called when everything that is due was judged. */
    void swept(long now) {
        deadlines.forEach(
                (change, deadline) -> check(now - deadline < 0, "a change without a verdict", change.proposal));
    }

    void retried(Underway change, long now) {
        deadlines.put(change, now + GateRules.REVERT_AGAIN_NANOS);
    }

    void nothingOpen() {
        assertThat(open).isEmpty();
        assertThat(deadlines).isEmpty();
    }

    private void budget(Proposal p, long now) {
        String key = key(p);
        long count = 0;
        for (int i = granted.size() - 1; i >= 0; i--) {
            Event e = granted.get(i);
            if (e.kind().equals(key)) {
                count++;
                long most = GateRules.burst(p.actionClass()) + (now - e.at()) / GateRules.refillNanos(p.actionClass());
                check(count <= most, "more changes than may be made", count, most);
            }
        }
    }

    private static void step(Proposal p, Ruling ruling) {
        Proposal.Numeric n = p.change().numeric();
        if (n == null) {
            check(ruling.to().equals(p.change().to()), "another value than proposed", ruling);
            return;
        }
        double to = Double.parseDouble(ruling.to());
        check(to >= n.min() && to <= n.max(), "out of bounds", to, n);
        check(to >= Math.min(n.from(), n.to()) && to <= Math.max(n.from(), n.to()), "not on the way", to, n);
        boolean byOne = n.whole() && Math.abs(to - n.from()) == 1;
        check(byOne || (to <= n.from() * 1.5 && to >= n.from() * 0.8), "too far", to, n);
    }

    private void notFrozen(Proposal p, long now) {
        String key = key(p);
        int peers = p.grounds().peers();
        Set<String> affected = new HashSet<>();
        for (Event e : proposed) {
            if (now - e.at() <= MINUTE && e.kind().equals(key)) {
                affected.add(e.resource());
            }
        }
        check(
                peers < 10 || affected.size() * 10 <= peers * 3,
                "so many of so many are affected",
                affected.size(),
                peers);
    }

    private void pace(Proposal p, long now) {
        String key = key(p);
        long dwell = p.actionClass() == ActionClass.TUNE ? MINUTE : 5 * MINUTE;
        check(last(applied, key, p.resource(), now) >= dwell, "no dwell", p);
        check(last(failed, key, p.resource(), now) >= 10 * MINUTE, "no quarantine", p);
    }

    /** Of the changes that nobody has seen succeed or fail, one is made at a time. */
    private void canary(Proposal p, long now) {
        String key = key(p);
        long success = last(succeeded, key, null, now);
        boolean proven = success < GateRules.PROVEN_NANOS && last(failed, key, null, now) >= success;
        if (proven || p.grounds().peers() == 1) {
            return;
        }
        for (Underway other : open.values()) {
            check(!trials.contains(other.proposal) || !key(other.proposal).equals(key), "two canaries", p);
        }
        trials.add(p);
    }

    /** How long ago, or for ever. */
    private static long last(List<Event> events, String kind, String resource, long now) {
        long least = Long.MAX_VALUE;
        for (Event e : events) {
            long ago = now - e.at();
            if (ago >= 0
                    && e.kind().equals(kind)
                    && (resource == null || e.resource().equals(resource))) {
                least = Math.min(least, ago);
            }
        }
        return least;
    }

    /** Plain, since it is asked many millions of times. */
    private static void check(boolean holds, String what, Object... about) {
        if (!holds) {
            throw new AssertionError(what + ": " + List.of(about));
        }
    }

    private static Event event(Underway change, long now) {
        return new Event(key(change.proposal), change.proposal.resource(), now);
    }

    /** A kind of these lives has one class. */
    static String key(Proposal p) {
        return p.kind();
    }
}
