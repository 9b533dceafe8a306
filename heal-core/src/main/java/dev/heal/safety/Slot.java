package dev.heal.safety;

/** What is remembered of one resource for one kind of action. Owned by the gate's state. */
final class Slot {

    private long seenNanos;
    private boolean resting;
    private long restUntilNanos;
    private int level;
    private long quarantineUntilNanos;

    Slot(long nowNanos) {
        seenNanos = nowNanos;
    }

    void see(long nowNanos) {
        seenNanos = nowNanos;
    }

    boolean isAffected(long nowNanos) {
        return nowNanos - seenNanos <= GateRules.AFFECTED_NANOS;
    }

    void rest(long untilNanos) {
        resting = true;
        restUntilNanos = untilNanos;
    }

    boolean isResting(long nowNanos) {
        resting = resting && restUntilNanos - nowNanos > 0;
        return resting;
    }

    /** Each time in a row keeps it out for twice as long. */
    long quarantine(long nowNanos) {
        forget(nowNanos);
        // beyond the longest quarantine a higher level would say nothing more
        if (GateRules.quarantineNanos(level) < GateRules.LONGEST_QUARANTINE_NANOS) {
            level++;
        }
        quarantineUntilNanos = nowNanos + GateRules.quarantineNanos(level);
        return quarantineUntilNanos;
    }

    boolean isQuarantined(long nowNanos) {
        forget(nowNanos);
        return level > 0 && quarantineUntilNanos - nowNanos > 0;
    }

    void proved() {
        level = 0;
    }

    boolean isAtRest(long nowNanos) {
        forget(nowNanos);
        return level == 0 && !isResting(nowNanos) && !isAffected(nowNanos);
    }

    /** As long again as the quarantine was, without another one: it was bad luck, or the reason is gone. */
    private void forget(long nowNanos) {
        if (level > 0 && nowNanos - quarantineUntilNanos > GateRules.quarantineNanos(level)) {
            level = 0;
        }
    }
}
