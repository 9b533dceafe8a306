package dev.heal.jdbc;

import dev.heal.failure.Failure;
import dev.heal.time.HealRuntime;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects beside the pool, on the io executor, to see whether the database is there. Only so many tries are out at once.
 * One that hangs is given up after 5 s (the next after 10, 20, then 30 s, until one is answered): its thread is interrupted,
 * which a driver may or may not heed. At most three tries that do not heed it are left behind, then no more are made.
 */
final class SideDoor {

    private static final Logger LOG = LoggerFactory.getLogger(HealingDataSource.class);
    private static final int MOST_ABANDONED = 3;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);
    private static final long PATIENCE_MOST = TimeUnit.SECONDS.toNanos(30);

    private final PoolPilot pilot;
    private final HealRuntime runtime;
    private final int most;
    private final AtomicInteger out = new AtomicInteger();
    private final AtomicInteger abandoned = new AtomicInteger();
    private volatile long patience = PATIENCE;

    SideDoor(PoolPilot pilot, HealRuntime runtime, int most) {
        this.pilot = pilot;
        this.runtime = runtime;
        this.most = most;
    }

    boolean isUsable() {
        return pilot.canConnectAside();
    }

    /** Tries to connect, and is told how that went; late news may follow after a try was given up. */
    void ask(Consumer<? super Answer> then) {
        visit(connection -> {}, then);
    }

    /** Tries to connect, and does something on the connection, which is closed afterwards. */
    void visit(Errand errand, Consumer<? super Answer> then) {
        Visit visit = new Visit(errand, then);
        if (out.incrementAndGet() > most) {
            out.decrementAndGet();
            then.accept(new Answer(Kind.BUSY, null));
            return;
        }
        try {
            Future<?> task = runtime.io().submit(() -> make(visit));
            long wait = patience;
            visit.limit(runtime.timer().schedule(() -> giveUp(visit, task, wait), wait, TimeUnit.NANOSECONDS));
        } catch (RejectedExecutionException e) {
            if (visit.state.compareAndSet(Visit.OUT, Visit.BACK)) {
                out.decrementAndGet();
                then.accept(new Answer(Kind.BUSY, null));
            }
        }
    }

    private void make(Visit visit) {
        Answer answer = null;
        try (Connection side = pilot.connectAside()) {
            answer = new Answer(Kind.CONNECTED, null);
            visit.errand.run(side);
        } catch (SQLException | RuntimeException e) {
            if (answer == null) {
                answer = new Answer(kind(e), e);
            } else {
                LOG.debug("a connection beside the pool broke ({})", e.toString());
            }
        } finally {
            (visit.state.compareAndSet(Visit.OUT, Visit.BACK) ? out : abandoned).decrementAndGet();
            visit.cancelLimit();
        }
        if (answer.isFromServer()) {
            patience = PATIENCE;
        }
        // after it was given up only an answer is news: whatever else came is the interruption's own
        if (visit.state.get() == Visit.BACK || answer.kind == Kind.CONNECTED) {
            visit.then.accept(answer);
        }
    }

    private void giveUp(Visit visit, Future<?> task, long waited) {
        if (abandoned.incrementAndGet() > MOST_ABANDONED || !visit.state.compareAndSet(Visit.OUT, Visit.ABANDONED)) {
            abandoned.decrementAndGet();
            return;
        }
        out.decrementAndGet();
        patience = Math.min(PATIENCE_MOST, 2 * waited);
        task.cancel(true);
        visit.then.accept(new Answer(Kind.SILENT, null));
    }

    private static Kind kind(Exception thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof UnknownHostException) {
                return Kind.NO_ADDRESS;
            }
        }
        if (!(thrown instanceof SQLException)) {
            return Kind.NO_ADDRESS;
        }
        Failure failure = JdbcFailures.ACQUIRE.classify(thrown);
        if (failure.code().startsWith("57P")) {
            return Kind.STARTING;
        }
        return failure.kind() == Failure.Kind.CONNECTION_DEAD || failure.kind() == Failure.Kind.TIME_OUT
                ? Kind.SILENT
                : Kind.ERROR;
    }

    /** What is done on a connection. */
    @FunctionalInterface
    interface Errand {
        void run(Connection side) throws SQLException;
    }

    /** One try. */
    private static final class Visit {
        private static final int OUT = 0;
        private static final int BACK = 1;
        private static final int ABANDONED = 2;

        private final Errand errand;
        private final Consumer<? super Answer> then;
        private final AtomicInteger state = new AtomicInteger(OUT);

        private volatile @Nullable Future<?> limit;

        private Visit(Errand errand, Consumer<? super Answer> then) {
            this.errand = errand;
            this.then = then;
        }

        private void limit(Future<?> timer) {
            limit = timer;
            if (state.get() != OUT) {
                cancelLimit();
            }
        }

        private void cancelLimit() {
            Future<?> timer = limit;
            if (timer != null) {
                timer.cancel(false);
            }
        }
    }

    /** How a try ended. */
    enum Kind {
        /** The server let us in. */
        CONNECTED,
        /** It answered with an error. */
        ERROR,
        /** It is starting or stopping. */
        STARTING,
        /** Refused, unreachable, timed out. */
        SILENT,
        /** The address is not known, or the try could not be made. */
        NO_ADDRESS,
        /** Others are out already. */
        BUSY
    }

    /**
     * How a try ended.
     *
     * @param kind in short
     * @param thrown what was thrown, if anything
     */
    record Answer(Kind kind, @Nullable Exception thrown) {

        boolean isFromServer() {
            return kind == Kind.CONNECTED || kind == Kind.ERROR || kind == Kind.STARTING;
        }

        Probe.Outcome outcome() {
            return switch (kind) {
                case CONNECTED, ERROR, STARTING -> Probe.Outcome.ANSWERED;
                case SILENT -> Probe.Outcome.UNANSWERED;
                case NO_ADDRESS, BUSY -> Probe.Outcome.NOT_ASKED;
            };
        }
    }
}
