package dev.heal.safety;

import dev.heal.journal.Journal;
import dev.heal.safety.Ruling.Reason;
import dev.heal.settings.Live;
import dev.heal.settings.Mode;
import dev.heal.time.HealRuntime;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one door through which automation acts. Whoever wants to change something proposes it, with the value it saw, its
 * evidence and a way to find out whether it did any good; the gate does it, suggests it or refuses it, and writes down which
 * and why. docs/safety.md has the rules and their numbers.
 *
 * <p>Safe for use by many threads. {@link #propose} never blocks and never throws what an actuator or the gate itself throws,
 * so a proposal may be made within a call; {@link ActionClass#PROTECT} takes no lock of the gate. Deadlines run on the
 * runtime's timer, one task a second; where it does not tick, whoever proposes does its work.
 */
public final class SafetyGate implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SafetyGate.class);
    private static final long HELP_EVERY_NANOS = Duration.ofSeconds(1).toNanos();

    private final Live<Mode> mode;
    private final HealRuntime runtime;
    private final GateRecords records;
    private final Enforcer enforcer;
    private final Watchdog watchdog;
    private final Overrides overrides = new Overrides();
    private final AtomicBoolean demoted = new AtomicBoolean();
    private final AtomicLong helpedNanos;
    private final @Nullable Future<?> ticking;
    private volatile Mode lastGoodMode = Mode.AUTO;
    /** All of the kill switch: read before anything is done, written before anything else is tried. */
    private volatile boolean stopped;

    /**
     * A gate that is open.
     *
     * @param mode how far all automation may go, {@code heal.mode}; followed as it changes
     * @param runtime clocks, chance and threads; stays the caller's
     * @param journal where everything is written down
     */
    public SafetyGate(Live<Mode> mode, HealRuntime runtime, Journal journal) {
        this.mode = mode;
        this.runtime = runtime;
        this.records = new GateRecords(journal, runtime);
        this.enforcer = new Enforcer(runtime, records, this::situation);
        this.watchdog = new Watchdog(now());
        this.helpedNanos = new AtomicLong(now());
        this.ticking = startTicking();
    }

    /**
     * Proposes a change. It is done at once on the calling thread, or soon on the io executor if the actuator may block;
     * suggested; or refused. A refusal is no failure: propose again when there is new evidence.
     *
     * @param proposal what is wanted, and why
     * @param actuator does it; kept until the verdict
     * @return what became of it. For an actuator on the io executor: that it was handed over; how it ended is in the journal
     */
    public Ruling propose(Proposal proposal, Actuator actuator) {
        try {
            if (proposal.actionClass() != ActionClass.PROTECT) {
                helpDeadTimer();
            }
            return enforcer.propose(proposal, actuator);
        } catch (RuntimeException own) {
            LOG.warn("safety gate: must not fail, did; the change was not made and nothing else is affected", own);
            return new Ruling(Mode.OBSERVE, Reason.FAILED, proposal.change().to());
        }
    }

    /**
     * Whether protection of this kind is done for a resource now. For what happens too often to be proposed one by one, such
     * as refusing a call; costs three volatile reads while nothing is pinned.
     *
     * @param resource the one thing that is protected
     * @param kind what is done, such as {@code refuse}
     * @return null if it is done, else what stands against it: {@link Reason#MODE}, {@link Reason#KILL_SWITCH} or
     *     {@link Reason#PINNED}
     */
    public @Nullable Reason against(String resource, String kind) {
        if (stopped) {
            return Reason.KILL_SWITCH;
        } else if (!overrides.isEmpty() && overrides.isPinned(resource, kind, now())) {
            return Reason.PINNED;
        }
        return mode().orElse(Mode.ENFORCE) == Mode.ENFORCE ? null : Reason.MODE;
    }

    /**
     * How far protection may go, apart from overrides and the kill switch.
     *
     * @return never {@link Mode#AUTO}
     */
    public Mode protectionMode() {
        return mode().orElse(ActionClass.PROTECT.ownMode());
    }

    /**
     * Holds a resource as it is. It keeps being measured: what would have been done is written down. One that holds already
     * for the same resource and kind is replaced.
     *
     * @param override what is held, by whom, why and for how long
     * @throws IllegalStateException if 1,024 overrides hold already
     */
    public void override(ManualOverride override) {
        Overrides.Held replaced = overrides.put(override, runtime.clock().instant(), now());
        if (replaced != null) {
            records.unpinned(replaced.override(), "replaced", override.author());
        }
        records.pinned(override);
    }

    /**
     * The overrides that hold.
     *
     * @return a copy, in no order
     */
    public List<ManualOverride.Active> overrides() {
        return overrides.active(now());
    }

    /**
     * Ends an override before its time.
     *
     * @param resource its resource
     * @param kind its kind of action, or {@link ManualOverride#EVERYTHING}
     * @param author who says so
     * @return false if there was none
     */
    public boolean release(String resource, String kind, String author) {
        Overrides.Held held = overrides.remove(resource, kind);
        if (held != null) {
            records.unpinned(held.override(), "released", author);
        }
        return held != null;
    }

    /**
     * The kill switch: from now on nothing is done, not even protection or taking a change back. Calls go on with what is in
     * effect. Works at once and whatever else is broken, on this one flag; writing it down comes after. What an actuator has
     * begun it finishes.
     *
     * @param author who says so
     * @param reason why
     */
    public void stop(String author, String reason) {
        boolean before = stopped;
        stopped = true;
        records.gate("stop all automation", before ? "stopped" : "running", "stopped", reason, author);
    }

    /**
     * Ends {@link #stop}. What awaited its verdict meanwhile was left as it is.
     *
     * @param author who says so
     */
    public void resume(String author) {
        boolean before = stopped;
        stopped = false;
        records.gate("resume automation", before ? "stopped" : "running", "running", "resumed by hand", author);
    }

    /**
     * Whether the kill switch is on.
     *
     * @return true between {@link #stop} and {@link #resume}
     */
    public boolean isStopped() {
        return stopped;
    }

    /**
     * The watch over the timer.
     *
     * @return the gate's own, which lives as long as the gate
     */
    public Watchdog watchdog() {
        return watchdog;
    }

    /**
     * Ends the gate: nothing but {@link ActionClass#PROTECT} is done any more, what awaits its verdict is left as it is and
     * written down so, and no timer is left. Closing twice does no harm.
     */
    @Override
    public void close() {
        if (ticking != null) {
            ticking.cancel(false);
        }
        enforcer.close();
    }

    Enforcer enforcer() {
        return enforcer;
    }

    private Situation situation(Proposal proposal) {
        long now = now();
        boolean protects = proposal.actionClass() == ActionClass.PROTECT;
        return new Situation(
                mode().orElse(proposal.actionClass().ownMode()),
                stopped,
                overrides.isPinned(proposal.resource(), proposal.kind(), now),
                !protects && !watchdog.isRegular(now),
                protects ? 0 : runtime.random().nextDouble());
    }

    /** A source of settings that fails leaves the last good mode in effect. */
    private Mode mode() {
        try {
            lastGoodMode = mode.get();
        } catch (RuntimeException broken) {
            LOG.debug("safety gate: heal.mode cannot be read; {} stays in effect", lastGoodMode, broken);
        }
        return lastGoodMode;
    }

    private @Nullable Future<?> startTicking() {
        try {
            // a fixed delay: after a pause of the process one tick comes, not all that were missed
            return runtime.timer()
                    .scheduleWithFixedDelay(this::tick, Ticks.PERIOD_NANOS, Ticks.PERIOD_NANOS, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException dead) {
            // the watchdog will say so
            return null;
        }
    }

    private void tick() {
        boolean late = watchdog.tick(now());
        if (upkeep(late)) {
            try {
                runtime.timer().execute(() -> upkeep(false));
            } catch (RejectedExecutionException dead) {
                // the next proposal goes on with it
            }
        }
    }

    private void helpDeadTimer() {
        long now = now();
        noteRegularity(now);
        long before = helpedNanos.get();
        if (watchdog.age(now).toNanos() > Ticks.DEAD_NANOS
                && now - before >= HELP_EVERY_NANOS
                && helpedNanos.compareAndSet(before, now)) {
            boolean unused = upkeep(false);
        }
    }

    /** Answers whether more is due than was done. */
    private boolean upkeep(boolean paused) {
        try {
            if (paused) {
                records.paused(watchdog.lastGap());
            }
            noteRegularity(now());
            for (Overrides.Held held : overrides.takeExpired(now())) {
                records.unpinned(held.override(), "its time is over", null);
            }
            return enforcer.judgeDue();
        } catch (RuntimeException own) {
            // a periodic task that throws once never runs again
            LOG.warn("safety gate: must not fail, did; the next tick tries again", own);
            return false;
        }
    }

    private void noteRegularity(long nowNanos) {
        boolean regular = watchdog.isRegular(nowNanos);
        if (!demoted.compareAndSet(regular, !regular)) {
            return;
        } else if (regular) {
            records.gate("trust own timer", "suggest", "as set", "ticks were regular for 10 s", null);
        } else {
            long seconds = watchdog.age(nowNanos).toSeconds();
            records.gate("distrust own timer", "as set", "suggest", "no tick for " + Math.max(5, seconds) + " s", null);
        }
    }

    private long now() {
        return runtime.ticker().nanos();
    }
}
