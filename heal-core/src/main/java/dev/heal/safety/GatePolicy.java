package dev.heal.safety;

import dev.heal.journal.Decision.Verdict;
import dev.heal.safety.Ruling.Reason;
import dev.heal.settings.Mode;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the gate, without clock, lock, thread or chance: the state goes in and is moved on, the answer comes out. The
 * state has one owner at a time.
 *
 * <p>The order of the reasons is that of their weight: a person's word, missing data, the danger of a wrong judge, what went
 * wrong before, and only then pace and budget. In observe and suggest mode the same rules hold and the same budget is drawn on,
 * so that what is written down is what would have been done.
 */
final class GatePolicy {

    /** What becomes of a change whose deadline is over. */
    enum Sentence {
        KEEP,
        TAKE_BACK,
        /** Automation may not touch it now; what is in effect stays. */
        LEAVE
    }

    private GatePolicy() {}

    /** For {@link ActionClass#PROTECT}: a mode, a pin and the kill switch, and no state at all. */
    static Ruling protect(Proposal proposal, Situation situation) {
        Reason reason = byPerson(situation);
        if (reason == null && situation.mode() != Mode.ENFORCE) {
            reason = Reason.MODE;
        }
        return new Ruling(situation.mode(), reason, proposal.change().to());
    }

    static Ruling step(GateState state, Proposal proposal, Situation situation, long nowNanos) {
        Slot slot = state.see(proposal, nowNanos);
        KindState kind = state.kind(proposal, nowNanos);
        String to = granted(proposal);
        boolean frozen = kind.isFrozen(proposal.grounds().peers(), nowNanos);
        boolean busy = state.underway(proposal.resource()) != null;
        Reason reason = firstOf(
                byPerson(situation),
                byData(proposal, to),
                slot == null ? Reason.CAPACITY : null,
                frozen ? Reason.FROZEN : null,
                busy ? Reason.IN_PROGRESS : null,
                slot == null ? null : byHistory(slot, kind, proposal, nowNanos));
        if (slot == null || reason != null) {
            return new Ruling(situation.mode(), reason, to);
        }
        kind.budget = kind.budget.take(nowNanos);
        if (situation.mode() != Mode.ENFORCE || situation.demoted()) {
            slot.rest(restUntil(proposal, situation, nowNanos));
            return situation.mode() == Mode.ENFORCE
                    ? new Ruling(Mode.SUGGEST, Reason.WATCHDOG, to)
                    : new Ruling(situation.mode(), Reason.MODE, to);
        }
        kind.begun(proposal.resource(), proposal.grounds().peers(), nowNanos);
        state.begin(new Underway(proposal, to));
        return new Ruling(Mode.ENFORCE, null, to);
    }

    /** The value was set. */
    static void applied(GateState state, Underway change, long decisionId, Situation situation, long nowNanos) {
        Proposal proposal = change.proposal;
        long restUntil = restUntil(proposal, situation, nowNanos);
        Slot slot = state.slot(proposal, nowNanos);
        if (slot != null) {
            slot.rest(restUntil);
        }
        Proposal.Verification verification = proposal.change().verification();
        if (verification == null) {
            state.kind(proposal, nowNanos).bake(proposal.resource(), restUntil, nowNanos);
            state.end(change);
            return;
        }
        change.decisionId = decisionId;
        change.deadlineNanos = nowNanos + verification.within().toNanos();
        change.stage = Underway.Stage.AWAITING;
    }

    /**
     * The value was another one, or a person stopped it in the last moment. The budget stays drawn on: the bucket may have
     * been full again meanwhile, and giving back would let more than its burst through at once.
     */
    static void dropped(GateState state, Underway change, long nowNanos) {
        state.kind(change.proposal, nowNanos).dropped(change.proposal.resource(), nowNanos);
        state.end(change);
    }

    /** The actuator threw. */
    static void failed(GateState state, Underway change, long nowNanos) {
        quarantine(state, change, nowNanos);
        state.end(change);
    }

    /** The deadline is over. Reversals are free: no budget, freeze or dwell holds them up. */
    static Sentence judge(GateState state, Underway change, Verdict verdict, Situation situation, long nowNanos) {
        if (verdict == Verdict.CONFIRMED) {
            Slot slot = state.slot(change.proposal, nowNanos);
            if (slot != null) {
                slot.proved();
            }
            state.kind(change.proposal, nowNanos).confirmed(change.proposal.resource(), nowNanos);
            state.end(change);
            return Sentence.KEEP;
        }
        if (change.revertTries == 0) {
            quarantine(state, change, nowNanos);
        }
        if (byPerson(situation) != null || situation.mode() != Mode.ENFORCE) {
            state.end(change);
            return Sentence.LEAVE;
        }
        change.revertTries++;
        return Sentence.TAKE_BACK;
    }

    /** The value could not be set back; answers whether that is tried again. */
    static boolean revertFailed(GateState state, Underway change, long nowNanos) {
        if (change.revertTries >= GateRules.REVERT_TRIES) {
            state.end(change);
            return false;
        }
        change.stage = Underway.Stage.REVERTING;
        change.deadlineNanos = nowNanos + GateRules.REVERT_AGAIN_NANOS;
        return true;
    }

    static @Nullable Reason byPerson(Situation situation) {
        return situation.stopped() ? Reason.KILL_SWITCH : situation.pinned() ? Reason.PINNED : null;
    }

    private static @Nullable Reason byData(Proposal proposal, String to) {
        Proposal.Change change = proposal.change();
        Proposal.Numeric numeric = change.numeric();
        if (!proposal.grounds().isKnown() || (numeric != null && !numeric.isKnown())) {
            return Reason.NO_DATA;
        } else if (proposal.actionClass() == ActionClass.TUNE && change.verification() == null) {
            return Reason.UNVERIFIABLE;
        } else if (numeric != null && Double.isNaN(numeric.step())) {
            return Reason.BOUNDS;
        }
        return to.equals(change.from()) ? Reason.NO_CHANGE : null;
    }

    private static @Nullable Reason firstOf(@Nullable Reason... reasons) {
        for (Reason reason : reasons) {
            if (reason != null) {
                return reason;
            }
        }
        return null;
    }

    private static @Nullable Reason byHistory(Slot slot, KindState kind, Proposal proposal, long nowNanos) {
        if (slot.isQuarantined(nowNanos) || kind.isHeld(nowNanos)) {
            return Reason.QUARANTINED;
        } else if (kind.waitsForCanary(proposal.resource(), nowNanos)) {
            return Reason.CANARY;
        } else if (slot.isResting(nowNanos)) {
            return Reason.DWELL;
        }
        return kind.budget.isEmpty(nowNanos) ? Reason.BUDGET : null;
    }

    private static String granted(Proposal proposal) {
        Proposal.Numeric numeric = proposal.change().numeric();
        if (numeric == null || !numeric.isKnown() || Double.isNaN(numeric.step())) {
            return proposal.change().to();
        }
        return Proposal.Change.text(numeric.step());
    }

    private static long restUntil(Proposal proposal, Situation situation, long nowNanos) {
        long dwell = GateRules.dwellNanos(proposal.actionClass());
        return nowNanos + dwell + (long) (dwell * GateRules.JITTER * situation.chance());
    }

    private static void quarantine(GateState state, Underway change, long nowNanos) {
        Slot slot = state.slot(change.proposal, nowNanos);
        if (slot != null) {
            state.kind(change.proposal, nowNanos)
                    .failed(change.proposal.resource(), slot.quarantine(nowNanos), nowNanos);
        }
    }
}
