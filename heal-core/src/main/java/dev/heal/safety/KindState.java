package dev.heal.safety;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is remembered of one kind of action: its budget, its freeze, its canary. Owned by the gate's state. */
final class KindState {

    final Map<String, Slot> slots = new HashMap<>();
    Budget budget;

    private boolean frozen;
    private @Nullable String canary;
    /** Whether the canary has no verdict to come and only needs to stand for a while. */
    private boolean baking;

    private long bakedNanos;
    private boolean proven;
    private long provenUntilNanos;
    private boolean held;
    private long heldUntilNanos;

    KindState(ActionClass actionClass, long nowNanos) {
        budget = Budget.full(GateRules.burst(actionClass), GateRules.refillNanos(actionClass), nowNanos);
    }

    /** Asked at each proposal. Two thresholds, so that a share at the edge does not make the freeze flap. */
    boolean isFrozen(int peers, long nowNanos) {
        long affected =
                slots.values().stream().filter(s -> s.isAffected(nowNanos)).count();
        if (peers < GateRules.FREEZE_PEERS) {
            frozen = false;
        } else if (affected * 100 > (long) peers * GateRules.FREEZE_PERCENT) {
            frozen = true;
        } else if (affected * 100 <= (long) peers * GateRules.THAW_PERCENT) {
            frozen = false;
        }
        return frozen;
    }

    boolean isHeld(long nowNanos) {
        held = held && heldUntilNanos - nowNanos > 0;
        return held;
    }

    boolean waitsForCanary(String resource, long nowNanos) {
        return !isProven(nowNanos) && canary != null && !canary.equals(resource);
    }

    /** The change goes ahead: unless the kind is proven, it is the canary's. */
    void begun(String resource, int peers, long nowNanos) {
        if (peers > 1 && !isProven(nowNanos)) {
            canary = resource;
            baking = false;
        }
    }

    void bake(String resource, long untilNanos, long nowNanos) {
        settle(nowNanos);
        if (resource.equals(canary)) {
            baking = true;
            bakedNanos = untilNanos;
        }
    }

    void confirmed(String resource, long nowNanos) {
        settle(nowNanos);
        if (resource.equals(canary)) {
            canary = null;
            prove(nowNanos);
        }
    }

    /** A change was taken back: the next one needs a canary again, and after a failed canary all of them wait. */
    void failed(String resource, long quarantineUntilNanos, long nowNanos) {
        settle(nowNanos);
        proven = false;
        if (resource.equals(canary)) {
            canary = null;
            held = true;
            heldUntilNanos = quarantineUntilNanos;
        }
    }

    /** Nothing was learned from it. */
    void dropped(String resource, long nowNanos) {
        settle(nowNanos);
        if (resource.equals(canary)) {
            canary = null;
        }
    }

    boolean isAtRest(long nowNanos) {
        return slots.isEmpty() && !isProven(nowNanos) && canary == null && !isHeld(nowNanos) && budget.isFull(nowNanos);
    }

    private boolean isProven(long nowNanos) {
        settle(nowNanos);
        return proven;
    }

    /** What time alone has changed since the last time. */
    private void settle(long nowNanos) {
        if (canary != null && baking && nowNanos - bakedNanos >= 0) {
            canary = null;
            prove(bakedNanos);
        }
        proven = proven && provenUntilNanos - nowNanos > 0;
    }

    private void prove(long nowNanos) {
        proven = true;
        provenUntilNanos = nowNanos + GateRules.PROVEN_NANOS;
    }
}
