package dev.heal.safety;

import dev.heal.safety.Ruling.Reason;
import dev.heal.settings.Mode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rules once more, without any state but a list of what happened: each answer goes through all of it from the beginning.
 * Slow, plain, and written to be read beside docs/safety.md.
 */
final class NaiveGate {

    private enum What {
        SEEN,
        DRAWN,
        RESTS,
        BEGUN,
        BAKES,
        CONFIRMED,
        FAILED,
        DROPPED
    }

    /** {@code extra} is an end of a rest or a bake, or the number of peers. */
    private record Event(What what, String kind, String resource, long at, long extra) {}

    private final List<Event> events = new ArrayList<>();
    private final Set<String> busy = new HashSet<>();
    private long start;
    private boolean started;

    Reason rule(Proposal p, Situation s, long now) {
        if (!started) {
            start = now;
            started = true;
        }
        add(What.SEEN, p, now, p.grounds().peers());
        Reason reason = refusal(p, s, now);
        if (reason != null) {
            return reason;
        }
        add(What.DRAWN, p, now, 0);
        if (s.mode() != Mode.ENFORCE || s.demoted()) {
            add(What.RESTS, p, now, restUntil(p, s, now));
            return s.mode() == Mode.ENFORCE ? Reason.WATCHDOG : Reason.MODE;
        }
        add(What.BEGUN, p, now, p.grounds().peers());
        busy.add(p.resource());
        return null;
    }

    void applied(Underway u, Situation s, long now) {
        add(What.RESTS, u.proposal, now, restUntil(u.proposal, s, now));
        if (u.proposal.change().verification() == null) {
            add(What.BAKES, u.proposal, now, restUntil(u.proposal, s, now));
            ended(u);
        }
    }

    void confirmed(Underway u, long now) {
        add(What.CONFIRMED, u.proposal, now, 0);
        ended(u);
    }

    void dropped(Underway u, long now) {
        add(What.DROPPED, u.proposal, now, 0);
        ended(u);
    }

    void failed(Underway u, long now, boolean ends) {
        add(What.FAILED, u.proposal, now, quarantine(u.proposal, now));
        if (ends) {
            ended(u);
        }
    }

    void ended(Underway u) {
        busy.remove(u.proposal.resource());
    }

    private Reason refusal(Proposal p, Situation s, long now) {
        if (s.stopped()) {
            return Reason.KILL_SWITCH;
        } else if (s.pinned()) {
            return Reason.PINNED;
        } else if (p.grounds().samples() == 0) {
            return Reason.NO_DATA;
        } else if (isFrozen(p)) {
            return Reason.FROZEN;
        } else if (busy.contains(p.resource())) {
            return Reason.IN_PROGRESS;
        } else if (isQuarantined(p, now) || isKindHeld(p, now)) {
            return Reason.QUARANTINED;
        } else if (isForAnother(p, now)) {
            return Reason.CANARY;
        } else if (rests(p, now)) {
            return Reason.DWELL;
        }
        return isSpent(p, now) ? Reason.BUDGET : null;
    }

    private boolean isFrozen(Proposal p) {
        boolean frozen = false;
        Map<String, Long> last = new HashMap<>();
        for (Event e : of(p)) {
            if (e.what() == What.SEEN) {
                last.put(e.resource(), e.at());
                long affected = last.values().stream()
                        .filter(at -> e.at() - at <= GateRules.AFFECTED_NANOS)
                        .count();
                frozen = e.extra() >= 10 && (affected * 10 > e.extra() * 3 || (frozen && affected * 5 > e.extra()));
            }
        }
        return frozen;
    }

    private boolean isSpent(Proposal p, long now) {
        int burst = p.actionClass() == ActionClass.TUNE ? 12 : 3;
        double interval = GateRules.refillNanos(p.actionClass());
        double saved = burst;
        long at = start;
        for (Event e : of(p)) {
            if (e.what() == What.DRAWN) {
                saved = Math.min(burst, saved + (e.at() - at) / interval) - 1;
                at = e.at();
            }
        }
        return Math.min(burst, saved + (now - at) / interval) < 1 - 1e-9;
    }

    private boolean rests(Proposal p, long now) {
        return of(p).stream()
                .anyMatch(e -> e.what() == What.RESTS && e.resource().equals(p.resource()) && e.extra() - now > 0);
    }

    private boolean isQuarantined(Proposal p, long now) {
        return of(p).stream()
                .filter(e -> e.resource().equals(p.resource()))
                .filter(e -> e.what() == What.FAILED || e.what() == What.CONFIRMED)
                .reduce((a, b) -> b)
                .filter(e -> e.what() == What.FAILED && e.extra() - now > 0)
                .isPresent();
    }

    /** Until when, if the change fails now: ten minutes, twice as long each time in a row, a day at most. */
    private long quarantine(Proposal p, long now) {
        long length = 0;
        long until = now;
        for (Event e : of(p)) {
            if (!e.resource().equals(p.resource())) {
                continue;
            } else if (e.what() == What.CONFIRMED || (length > 0 && e.at() - until > length)) {
                length = 0;
            }
            if (e.what() == What.FAILED) {
                length = next(length);
                until = e.at() + length;
            }
        }
        if (length > 0 && now - until > length) {
            length = 0;
        }
        return now + next(length);
    }

    private static long next(long length) {
        return length == 0 ? GateRules.QUARANTINE_NANOS : Math.min(2 * length, GateRules.LONGEST_QUARANTINE_NANOS);
    }

    /** The story of a kind: who is its canary, until when it is proven, until when it is held. */
    private final class Story {
        private String canary;
        private Long baked;
        private Long provenUntil;
        private Long heldUntil;

        Story(Proposal p, long now) {
            for (Event e : of(p)) {
                passTo(e.at());
                go(e, e.resource().equals(canary));
            }
            passTo(now);
        }

        private void passTo(long now) {
            if (canary != null && baked != null && now - baked >= 0) {
                canary = null;
                provenUntil = baked + GateRules.PROVEN_NANOS;
            }
            if (provenUntil != null && provenUntil - now <= 0) {
                provenUntil = null;
            }
        }

        private void go(Event e, boolean mine) {
            switch (e.what()) {
                case BEGUN -> {
                    if (e.extra() > 1 && provenUntil == null) {
                        canary = e.resource();
                        baked = null;
                    }
                }
                case BAKES -> baked = mine ? Long.valueOf(e.extra()) : baked;
                case DROPPED -> canary = mine ? null : canary;
                case CONFIRMED -> {
                    provenUntil = mine ? Long.valueOf(e.at() + GateRules.PROVEN_NANOS) : provenUntil;
                    canary = mine ? null : canary;
                }
                case FAILED -> {
                    provenUntil = null;
                    heldUntil = mine ? Long.valueOf(e.extra()) : heldUntil;
                    canary = mine ? null : canary;
                }
                default -> {
                    // says nothing about canaries
                }
            }
        }
    }

    private boolean isKindHeld(Proposal p, long now) {
        Long until = new Story(p, now).heldUntil;
        return until != null && until - now > 0;
    }

    private boolean isForAnother(Proposal p, long now) {
        Story story = new Story(p, now);
        return story.provenUntil == null && story.canary != null && !story.canary.equals(p.resource());
    }

    private List<Event> of(Proposal p) {
        return events.stream()
                .filter(e -> e.kind().equals(GateInvariants.key(p)))
                .toList();
    }

    private void add(What what, Proposal p, long at, long extra) {
        events.add(new Event(what, GateInvariants.key(p), p.resource(), at, extra));
    }

    private static long restUntil(Proposal p, Situation s, long now) {
        long dwell = GateRules.dwellNanos(p.actionClass());
        return now + dwell + (long) (dwell * 0.2 * s.chance());
    }
}
