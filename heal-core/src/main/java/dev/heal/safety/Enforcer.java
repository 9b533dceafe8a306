package dev.heal.safety;

import dev.heal.journal.Decision;
import dev.heal.journal.Decision.Verdict;
import dev.heal.safety.GatePolicy.Sentence;
import dev.heal.safety.Ruling.Reason;
import dev.heal.settings.Mode;
import dev.heal.time.HealRuntime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs the actuators of what the policy lets through, has the changes judged at their deadlines, and takes them back. One lock
 * guards the policy's state; actuators, verifiers and the journal are called outside it.
 */
final class Enforcer {

    /** A tick of the timer is to end within a millisecond, so it asks so many verifiers at the most. */
    static final int VERDICTS_AT_ONCE = 32;

    /** Tests hold it, to show what goes on without it. */
    final Object lock = new Object();

    private final GateState state = new GateState(); // guarded by lock
    private boolean closed; // guarded by lock
    private final HealRuntime runtime;
    private final GateRecords records;
    private final Function<Proposal, Situation> circumstances;
    private final Repeats repeats = new Repeats();

    Enforcer(HealRuntime runtime, GateRecords records, Function<Proposal, Situation> circumstances) {
        this.runtime = runtime;
        this.records = records;
        this.circumstances = circumstances;
    }

    Ruling propose(Proposal proposal, Actuator actuator) {
        Situation situation = circumstances.apply(proposal);
        if (proposal.actionClass() == ActionClass.PROTECT) {
            Ruling ruling = GatePolicy.protect(proposal, situation);
            return ruling.isEnforced() ? run(proposal, actuator, ruling, null) : notDone(proposal, ruling, null);
        }
        Ruling ruling;
        Underway change = null;
        synchronized (lock) {
            long now = now();
            ruling = closed
                    ? new Ruling(
                            situation.mode(), Reason.CLOSED, proposal.change().to())
                    : GatePolicy.step(state, proposal, situation, now);
            if (ruling.isEnforced()) {
                change = Objects.requireNonNull(state.underway(proposal.resource()));
                change.actuator = actuator;
            }
        }
        return change == null ? notDone(proposal, ruling, null) : run(proposal, actuator, ruling, change);
    }

    private Ruling run(Proposal proposal, Actuator actuator, Ruling ruling, @Nullable Underway change) {
        if (!runsOnIo(proposal, actuator)) {
            return act(proposal, actuator, ruling, change);
        }
        try {
            runtime.io().execute(() -> {
                Ruling unused = act(proposal, actuator, ruling, change);
            });
            return ruling;
        } catch (RejectedExecutionException full) {
            drop(change);
            return notDone(proposal, ruling.suppressed(Reason.FAILED), "the io executor takes no more");
        }
    }

    private Ruling act(Proposal proposal, Actuator actuator, Ruling ruling, @Nullable Underway change) {
        // a person may have said so since the ruling, and the io executor takes its time
        Reason person = GatePolicy.byPerson(circumstances.apply(proposal));
        if (person != null) {
            drop(change);
            return notDone(proposal, ruling.suppressed(person), null);
        }
        boolean set;
        try {
            set = actuator.compareAndSet(proposal.change().from(), ruling.to());
        } catch (Throwable thrown) {
            fail(change);
            Ruling failed = notDone(proposal, ruling.suppressed(Reason.FAILED), name(thrown));
            passOn(thrown);
            return failed;
        }
        if (!set) {
            drop(change);
            return notDone(proposal, ruling.suppressed(Reason.STALE), null);
        }
        Decision decision = records.done(proposal, ruling);
        if (change != null) {
            applied(change, decision.id());
        }
        return ruling;
    }

    private void applied(Underway change, long decisionId) {
        Situation situation = circumstances.apply(change.proposal);
        boolean tooLate;
        synchronized (lock) {
            GatePolicy.applied(state, change, decisionId, situation, now());
            tooLate = closed && state.underway(change.proposal.resource()) == change;
            if (tooLate) {
                state.end(change);
            }
        }
        if (tooLate) {
            records.left(change, Mode.ENFORCE, Reason.CLOSED.text());
        }
    }

    /** Judges what is due; answers whether there may be more. */
    boolean judgeDue() {
        List<Underway> due;
        synchronized (lock) {
            due = state.takeDue(now(), VERDICTS_AT_ONCE);
            state.forget(now());
        }
        due.forEach(this::judge);
        records.summaries(repeats.takeDue(now()));
        return due.size() == VERDICTS_AT_ONCE;
    }

    private void judge(Underway change) {
        Verdict verdict = verdict(change);
        Situation situation = circumstances.apply(change.proposal);
        Sentence sentence;
        synchronized (lock) {
            sentence = GatePolicy.judge(state, change, verdict, situation, now());
        }
        if (sentence == Sentence.KEEP) {
            records.confirmed(change);
        } else if (sentence == Sentence.LEAVE) {
            records.left(change, situation.mode(), why(situation).text());
        } else if (runsOnIo(change.proposal, actuator(change))) {
            try {
                runtime.io().execute(() -> takeBack(change, verdict));
            } catch (RejectedExecutionException full) {
                againOrLeave(change, "the io executor takes no more");
            }
        } else {
            takeBack(change, verdict);
        }
    }

    private static Verdict verdict(Underway change) {
        Verdict known = change.verdict;
        Proposal.Verification verification = change.proposal.change().verification();
        if (known == null && verification != null) {
            try {
                known = verification.verifier().get();
            } catch (Throwable thrown) {
                // what cannot be asked has not said that the change did any good
                passOn(thrown);
            }
        }
        change.verdict = known == null ? Verdict.INCONCLUSIVE : known;
        return change.verdict;
    }

    private void takeBack(Underway change, Verdict verdict) {
        Situation situation = circumstances.apply(change.proposal);
        if (GatePolicy.byPerson(situation) != null) {
            end(change);
            records.left(change, situation.mode(), why(situation).text());
            return;
        }
        boolean set;
        try {
            set = actuator(change)
                    .compareAndSet(change.to, change.proposal.change().from());
        } catch (Throwable thrown) {
            againOrLeave(change, name(thrown));
            passOn(thrown);
            return;
        }
        end(change);
        if (set) {
            records.takenBack(change, verdict);
        } else {
            records.left(change, Mode.ENFORCE, Reason.STALE.text());
        }
    }

    private void againOrLeave(Underway change, String detail) {
        boolean again;
        synchronized (lock) {
            again = GatePolicy.revertFailed(state, change, now());
        }
        if (!again) {
            records.left(change, Mode.ENFORCE, Reason.FAILED.text() + ": " + detail);
        }
    }

    /** Nothing is judged any more; what awaits its verdict stays as it is. */
    void close() {
        List<Underway> open = new ArrayList<>();
        synchronized (lock) {
            closed = true;
            for (Underway change : state.all()) {
                if (change.stage == Underway.Stage.AWAITING || change.stage == Underway.Stage.REVERTING) {
                    state.end(change);
                    open.add(change);
                }
            }
        }
        open.forEach(change -> records.left(change, Mode.ENFORCE, Reason.CLOSED.text()));
        records.summaries(repeats.takeAll(now()));
    }

    private Ruling notDone(Proposal proposal, Ruling ruling, @Nullable String detail) {
        records.summaries(repeats.offer(proposal, ruling, detail, now()));
        return ruling;
    }

    private void drop(@Nullable Underway change) {
        if (change != null) {
            synchronized (lock) {
                GatePolicy.dropped(state, change, now());
            }
        }
    }

    private void fail(@Nullable Underway change) {
        if (change != null) {
            synchronized (lock) {
                GatePolicy.failed(state, change, now());
            }
        }
    }

    private void end(Underway change) {
        synchronized (lock) {
            state.end(change);
        }
    }

    private static boolean runsOnIo(Proposal proposal, Actuator actuator) {
        return proposal.actionClass() == ActionClass.REACH_OUT || actuator.blocks();
    }

    private static Actuator actuator(Underway change) {
        return Objects.requireNonNull(change.actuator);
    }

    private static Reason why(Situation situation) {
        Reason person = GatePolicy.byPerson(situation);
        return person == null ? Reason.MODE : person;
    }

    /** Never its message, which is a client's and may carry anything. */
    private static String name(Throwable thrown) {
        return thrown.getClass().getSimpleName();
    }

    /** What a broken actuator throws ends here; what the JVM as a whole suffers from does not, nor an interrupt. */
    private static void passOn(Throwable thrown) {
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        } else if (thrown instanceof VirtualMachineError error && !(thrown instanceof StackOverflowError)) {
            throw error;
        }
    }

    private long now() {
        return runtime.ticker().nanos();
    }
}
