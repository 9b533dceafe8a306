package dev.heal.jdbc;

import dev.heal.failure.Failure;
import dev.heal.time.HealRuntime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The questions that a silent database is asked, and how the last one of each sort went. They are asked on the io executor. */
final class Probes {

    private static final Duration POOL_TRY = Duration.ofMillis(250);
    private static final int VALID_SECONDS = 1;

    /** One may be held up by the pool's own test of a dead connection. */
    private static final int MOST_IDLE = 2;

    private final PoolPilot pilot;
    private final SideDoor door;
    private final HealRuntime runtime;
    private final Runnable sawTooMany;
    private final AtomicLong answered;
    private final AtomicInteger idleOut = new AtomicInteger();
    private volatile Probe idle = Probe.NEVER;
    private volatile Probe aside = Probe.NEVER;

    Probes(PoolPilot pilot, SideDoor door, HealRuntime runtime, Runnable sawTooMany) {
        this.pilot = pilot;
        this.door = door;
        this.runtime = runtime;
        this.sawTooMany = sawTooMany;
        this.answered = new AtomicLong(runtime.ticker().nanos());
    }

    Probe idle() {
        return idle;
    }

    Probe aside() {
        return aside;
    }

    boolean canConnectAside() {
        return door.isUsable();
    }

    /** When one was last answered; at first, when this was made. */
    long answeredNanos() {
        return answered.get();
    }

    /** How many connections of the pool are out for a test. */
    int idleOut() {
        return idleOut.get();
    }

    /** Tests an idle connection. */
    void askIdle(long now) {
        if (idleOut.incrementAndGet() > MOST_IDLE) {
            idleOut.decrementAndGet();
            return;
        }
        Probe asked = Probe.asked(now);
        idle = asked;
        try {
            Future<?> unused = runtime.io().submit(() -> testIdle(asked));
        } catch (RejectedExecutionException e) {
            idleOut.decrementAndGet();
            idle = asked.ended(Probe.Outcome.NOT_ASKED, now);
        }
    }

    /** Tries to connect. */
    void askAside(long now) {
        Probe before = aside;
        Probe asked = Probe.asked(now);
        aside = asked;
        door.ask(answer -> {
            long ended = runtime.ticker().nanos();
            if (answer.isFromServer()) {
                answered.setOpaque(ended);
            }
            if (answer.kind() == SideDoor.Kind.BUSY) {
                // those that are out have asked the same
                aside = before.isOut() ? before : asked.ended(Probe.Outcome.NOT_ASKED, ended);
            } else if (aside.equals(asked)) {
                // a later question counts, whatever became of this one
                aside = asked.ended(answer.outcome(), ended);
            }
            if (answer.thrown() != null
                    && JdbcFailures.ACQUIRE.classify(answer.thrown()).kind() == Failure.Kind.OVERLOAD) {
                sawTooMany.run();
            }
        });
    }

    /** Whether the pool gives a connection soon, and that one answers. Blocks. */
    static boolean poolAnswers(PoolPilot pilot) {
        try (Connection pooled = pilot.probe(POOL_TRY)) {
            if (pooled.isValid(VALID_SECONDS)) {
                return true;
            }
            pilot.evict(pooled, "did not answer a probe");
            return false;
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }

    private void testIdle(Probe asked) {
        boolean answers = false;
        try {
            answers = poolAnswers(pilot);
        } finally {
            idleOut.decrementAndGet();
            long ended = runtime.ticker().nanos();
            if (answers) {
                answered.setOpaque(ended);
            }
            if (idle.equals(asked)) {
                idle = asked.ended(answers ? Probe.Outcome.ANSWERED : Probe.Outcome.UNANSWERED, ended);
            }
        }
    }
}
