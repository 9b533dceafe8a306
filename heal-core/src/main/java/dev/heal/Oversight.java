package dev.heal;

import dev.heal.failure.Failure;
import dev.heal.journal.Decision;
import dev.heal.journal.Journal;
import dev.heal.safety.ActionClass;
import dev.heal.safety.Actuator;
import dev.heal.safety.ManualOverride;
import dev.heal.safety.Proposal;
import dev.heal.safety.Ruling;
import dev.heal.safety.SafetyGate;
import dev.heal.settings.Mode;
import dev.heal.time.HealRuntime;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a guard writes down what it decides, and asks whether it may. A guard of {@link Heal} asks the safety gate of that
 * instance; one that stands alone has none, and protects.
 */
record Oversight(Journal journal, @Nullable SafetyGate gate) {

    static final String REFUSE = "refuse";
    static final String RETRY = "retry";

    private static final Logger LOG = LoggerFactory.getLogger(Guard.class);

    /** Whether the guard may do this to protect its backend and callers, now. */
    boolean protects(String guard, String kind) {
        return gate == null || gate.against(guard, kind) == null;
    }

    /**
     * Whether it was this process that stood still, so that what took too long is nobody else's fault. A guard that stands
     * alone has no timer that would tell.
     */
    boolean isOfPause(Failure failure, long sinceNanos, long nowNanos) {
        boolean ofAge = failure.kind() == Failure.Kind.TIME_OUT || failure.kind() == Failure.Kind.EXHAUSTED;
        return ofAge && gate != null && gate.watchdog().spansPause(sinceNanos, nowNanos);
    }

    /** A decision of the guard's breaker, with how it stands. */
    Decision standing(Decision decision) {
        if (gate == null) {
            return decision;
        }
        Ruling.Reason against = gate.against(decision.resource(), REFUSE);
        Decision moded = decision.in(gate.protectionMode());
        return against == null ? moded : moded.suppressedBy(against.text());
    }

    /** Lets somebody take a step of recovery, off the caller's thread, if nothing stands against it. */
    void perform(String guard, String step, String what, Decision.Cause cause, Runnable action, HealRuntime runtime) {
        if (gate != null) {
            Ruling unused = gate.propose(
                    new Proposal(
                            ActionClass.PROTECT,
                            step,
                            guard,
                            new Proposal.Change("kept", what, "heal.mode", null, null),
                            new Proposal.Grounds(cause, 1, 1, Map.of(), Decision.Standing.HEAL)),
                    new Blocking(action));
            return;
        }
        try {
            runtime.io().execute(() -> {
                try {
                    action.run();
                } catch (RuntimeException e) {
                    LOG.warn("guard '{}': {} failed ({}); calls go on without it", guard, what, e.toString());
                }
            });
        } catch (RejectedExecutionException full) {
            return;
        }
        journal.record(new Decision(runtime.clock().instant(), guard, step, "kept", what, cause, Map.of(), ""));
    }

    /** Does something if nothing stands against it, and writes down what came of it. */
    void propose(Proposal proposal, Actuator actuator, HealRuntime runtime) {
        if (gate != null) {
            Ruling unused = gate.propose(proposal, actuator);
            return;
        }
        Proposal.Change change = proposal.change();
        Decision decision = new Decision(
                runtime.clock().instant(),
                proposal.resource(),
                proposal.kind(),
                change.from(),
                change.to(),
                proposal.grounds().cause(),
                proposal.grounds().evidence(),
                change.revert());
        if (proposal.actionClass() != ActionClass.PROTECT) {
            journal.record(decision.in(Mode.SUGGEST));
        } else if (isSet(actuator, change)) {
            journal.record(decision);
        }
    }

    private static boolean isSet(Actuator actuator, Proposal.Change change) {
        try {
            return actuator.compareAndSet(change.from(), change.to());
        } catch (Exception e) {
            LOG.warn("what was to be done failed ({}); calls go on without it", e.toString());
            return false;
        }
    }

    /** What a person should know of the gate when reading of this guard, or nothing. */
    String explain(String guard) {
        if (gate == null) {
            return "";
        } else if (gate.isStopped()) {
            return "all automation is stopped by hand, so calls go through as they are";
        }
        for (ManualOverride.Active held : gate.overrides()) {
            ManualOverride override = held.override();
            if (override.resource().equals(guard)) {
                return override.author() + " holds "
                        + (override.kind().equals(ManualOverride.EVERYTHING) ? "it" : override.kind()) + " for "
                        + held.remaining().truncatedTo(ChronoUnit.SECONDS).toSeconds() + " s more (" + override.reason()
                        + ")";
            }
        }
        Mode mode = gate.protectionMode();
        return mode == Mode.ENFORCE
                ? ""
                : "heal.mode is " + mode.name().toLowerCase(Locale.ROOT) + ", so calls go through as they are";
    }

    /** Takes a step that may block. */
    private record Blocking(Runnable action) implements Actuator {
        @Override
        public boolean compareAndSet(String expected, String next) {
            action.run();
            return true;
        }

        @Override
        public boolean blocks() {
            return true;
        }
    }
}
