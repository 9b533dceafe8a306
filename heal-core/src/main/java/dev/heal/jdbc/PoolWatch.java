package dev.heal.jdbc;

import dev.heal.Guard;
import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.jdbc.LentConnections.Lease;
import dev.heal.time.Deadline;
import dev.heal.time.HealRuntime;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches the connections of one data source: finds out when the database falls silent ({@link SilencePolicy}), tells the
 * gate, ends calls that will never be answered, and bounds what a pool leaves unbounded.
 *
 * <p>It works in ticks on the runtime's timer, every 250 ms at most, while connections are lent or waited for; an idle data
 * source has none. Timers hold the watch weakly, so that it goes with its data source.
 */
final class PoolWatch implements StatementWatch {

    /** Of a wait in the pool while the database is under suspicion. */
    private static final Duration STRETCH = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(HealingDataSource.class);
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(250);

    /** After the deadline, for the pool's own time-out to come first. */
    private static final long GRACE = TimeUnit.MILLISECONDS.toNanos(10);

    /** HikariCP tests what has rested longer than this before it lends it. */
    private static final long RESTED = TimeUnit.MILLISECONDS.toNanos(500);

    private final Guard guard;
    private final HealRuntime runtime;
    private final PoolPilot pilot;
    private final Probes probes;
    private final DatabaseGate gate;
    private final PoolActions actions;
    private final BackendLookUp lookUp;
    private final PoolSizing sizing;
    private final LentConnections lent;
    private final Set<Wait> waits = ConcurrentHashMap.newKeySet();
    private final AtomicLong callAnswered;
    private final AtomicBoolean ticking = new AtomicBoolean();

    private volatile SilencePolicy.State state = SilencePolicy.State.START; // written by the tick

    /** Somebody who waits for a connection. */
    private static final class Wait {
        private final long sinceNanos;
        private final Deadline deadline;

        private Wait(long sinceNanos, Deadline deadline) {
            this.sinceNanos = sinceNanos;
            this.deadline = deadline;
        }
    }

    PoolWatch(Guard guard, PoolPilot pilot) {
        this.guard = guard;
        this.runtime = guard.runtime();
        this.pilot = pilot;
        this.lent = new LentConnections(pilot::driver);
        this.callAnswered = new AtomicLong(runtime.ticker().nanos());
        // apart, so that neither has to wait for what hangs in the other
        SideDoor door = new SideDoor(pilot, runtime, 2);
        this.gate = new DatabaseGate(
                guard, pilot, new SideDoor(pilot, runtime, 1), since -> callAnswered.get() - since > 0);
        this.actions = new PoolActions(guard);
        this.lookUp = new BackendLookUp(guard, door, actions::end);
        this.sizing = new PoolSizing(guard, pilot);
        this.probes = new Probes(pilot, door, runtime, sizing::sawTooMany);
    }

    DatabaseGate gate() {
        return gate;
    }

    /** Whether a timer is set. */
    boolean isTicking() {
        return ticking.get();
    }

    PoolSizing sizing() {
        return sizing;
    }

    /** Gets a connection from the pool, in the time that is left. */
    Connection acquire(Deadline deadline) throws SQLException {
        if (!pilot.canConnectAside()) {
            return pilot.acquire(null);
        }
        Wait wait = new Wait(runtime.ticker().nanos(), deadline);
        waits.add(wait);
        try {
            tickFromNowOn();
            while (true) {
                Connection pooled = waitFor(deadline);
                if (lent.admits(pooled, runtime.ticker().nanos())) {
                    return pooled;
                }
                discard(pooled);
            }
        } catch (SQLException e) {
            acquireFailed(e, deadline);
            throw e;
        } finally {
            waits.remove(wait);
        }
    }

    /**
     * Waits for a connection of the pool. While the database is under suspicion in short stretches: who waits in the pool
     * cannot be woken when the gate shuts, and each stretch counts as a time-out in the pool's own metrics, so not otherwise.
     */
    private Connection waitFor(Deadline deadline) throws SQLException {
        long began = runtime.ticker().nanos();
        while (true) {
            Duration left = left(began, deadline);
            if (left == null || left.compareTo(STRETCH) <= 0 || gate.isQuiet() || !pilot.boundsWaits()) {
                return pilot.acquire(left);
            }
            long tried = runtime.ticker().nanos();
            try {
                return pilot.acquire(STRETCH);
            } catch (SQLTransientConnectionException thrown) {
                boolean timedOut = runtime.ticker().nanos() - tried >= STRETCH.toNanos() / 2;
                if (gate.isShut() || !timedOut) {
                    throw thrown;
                }
            }
        }
    }

    /** What is left of a caller's patience, the pool's own included; null for no end. */
    private @Nullable Duration left(long began, Deadline deadline) {
        Duration own = pilot.ownTimeout();
        if (deadline.isNone()) {
            return null;
        } else if (own == null) {
            return deadline.remaining();
        }
        long ownLeft = Math.max(0, own.toNanos() - (runtime.ticker().nanos() - began));
        return Duration.ofNanos(Math.min(deadline.remainingNanos(), ownLeft));
    }

    @Override
    public void opened(ConnectionState connection) {
        if (pilot.canConnectAside()) {
            lent.opened(connection, runtime.ticker().nanos());
            tickFromNowOn();
        }
    }

    @Override
    public void closed(ConnectionState connection) {
        lent.closed(connection, runtime.ticker().nanos());
    }

    @Override
    public void began(ConnectionState connection, long nowNanos) {}

    @Override
    public void answered(ConnectionState connection, long startedNanos, long nowNanos) {
        callAnswered.setOpaque(nowNanos);
        lent.answered(connection, nowNanos);
        gate.answered();
    }

    @Override
    public void failed(ConnectionState connection, long startedNanos, long nowNanos, SQLException thrown) {
        Failure failure = JdbcFailures.STATEMENT.classify(thrown);
        if (failure.kind() == Kind.CONNECTION_DEAD) {
            gate.died(thrown);
        } else if (thrown.getSQLState() != null) {
            // an error with a state of the server's is an answer
            answered(connection, startedNanos, nowNanos);
        }
    }

    private void acquireFailed(SQLException thrown, Deadline deadline) {
        Failure failure = JdbcFailures.ACQUIRE.classify(thrown);
        if (failure.kind() == Kind.OVERLOAD) {
            sizing.sawTooMany();
        } else if (failure.kind() == Kind.CONNECTION_DEAD || failure.code().startsWith("57P")) {
            gate.died(thrown);
        }
        Duration own = pilot.ownTimeout();
        Duration ours = guard.settings().deadline().jdbcAcquire();
        // pools count in milliseconds, and may end a little early
        if (deadline.remainingNanos() < GRACE && own != null && ours.compareTo(own) < 0) {
            thrown.addSuppressed(new AcquireDeadlineNote(guard.name(), ours, own));
        }
    }

    private void discard(Connection pooled) {
        pilot.evict(pooled, "its test took longer than a caller could wait");
        try {
            pooled.close();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("a connection that was given up could not be closed ({})", e.toString());
        }
    }

    private void tickFromNowOn() {
        if (!ticking.get() && ticking.compareAndSet(false, true)) {
            state = SilencePolicy.State.START;
            schedule(TICK);
        }
    }

    private void schedule(long delayNanos) {
        try {
            Future<?> unused =
                    runtime.timer().schedule(new Tick(new WeakReference<>(this)), delayNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the runtime has ended: nothing is watched any more, and connections work as the pool's own
            LOG.debug("the pool of '{}' is watched no more, as Heal was closed", guard.name());
        }
    }

    private void tick() {
        try {
            step(runtime.ticker().nanos());
        } catch (RuntimeException e) {
            LOG.warn("the watch of the pool of '{}' failed ({}); it goes on", guard.name(), e.toString());
        }
        if (isNeeded()) {
            schedule(nextTick());
            return;
        }
        ticking.set(false);
        if (isNeeded()) {
            tickFromNowOn();
        }
    }

    private boolean isNeeded() {
        return !guard.isClosed() && (!lent.isEmpty() || !waits.isEmpty());
    }

    /** In time for the first deadline that passes. */
    private long nextTick() {
        long next = TICK;
        for (Wait wait : waits) {
            if (!wait.deadline.isNone()) {
                long left = wait.deadline.remainingNanos();
                next = Math.min(next, left > 0 ? left + GRACE : TICK);
            }
        }
        return Math.max(GRACE, next);
    }

    private void step(long now) {
        lent.prune();
        SilencePolicy.State before = state;
        PoolPilot.Fill fill = pilot.fill();
        SilencePolicy.Step step = SilencePolicy.step(before, evidence(fill, now), now);
        state = step.state();
        boolean paused = before.ticked() && now - before.tickNanos() > SilencePolicy.GAP;
        if (!paused) {
            giveUpTests(fill, now);
        }
        if (!paused && !gate.isShut() && step.decision().silenceNanos() < SilencePolicy.SUSPECT) {
            // what is lent while nothing is answered says nothing of the need
            sizing.sample(fill, now);
        }
        act(step.decision(), now);
    }

    private SilencePolicy.Evidence evidence(PoolPilot.Fill fill, long now) {
        List<SilencePolicy.Call> calls = new ArrayList<>();
        for (Lease lease : lent.leases()) {
            SilencePolicy.Call call = lease.call();
            if (call != null) {
                calls.add(call);
            }
        }
        long oldestWait = 0;
        for (Wait wait : waits) {
            oldestWait = Math.max(oldestWait, now - wait.sinceNanos);
        }
        long byCall = callAnswered.get();
        long byProbe = probes.answeredNanos();
        boolean probeLast = byProbe - byCall > 0;
        return new SilencePolicy.Evidence(
                calls,
                !waits.isEmpty(),
                now - oldestWait,
                probeLast ? byProbe : byCall,
                probeLast,
                fill.idle(),
                probes.idle(),
                probes.canConnectAside(),
                probes.aside());
    }

    private void act(SilencePolicy.Decision decision, long now) {
        if (decision.askIdle()) {
            probes.askIdle(now);
        }
        if (decision.askAside()) {
            probes.askAside(now);
        }
        if (decision.shut()) {
            gate.silent(Duration.ofNanos(decision.silenceNanos()));
        }
        if (decision.abortAll()) {
            actions.end(lent.leases(), "no answer", decision.silenceNanos());
        }
        if (!decision.lookUp().isEmpty()) {
            lookUp.look(decision.lookUp(), lent.leases());
        }
    }

    /** A pool may test an idle connection for longer than its caller has left; without the connection it must stop. */
    private void giveUpTests(PoolPilot.Fill fill, long now) {
        if (!pilot.boundsWaits()) {
            return;
        }
        long overdue = waits.stream()
                .filter(wait -> !wait.deadline.isNone() && wait.deadline.expired())
                .count();
        // somebody may use the pool past Heal: then what looks idle may be lent
        if (overdue > 0 && fill.active() <= lent.size() + waits.size() + probes.idleOut()) {
            actions.drop((int) overdue, () -> lent.giveUpIdle(RESTED, now));
        }
    }

    /** What a timer does for a watch, as long as somebody has its data source. */
    private record Tick(WeakReference<PoolWatch> watch) implements Runnable {
        @Override
        public void run() {
            PoolWatch there = watch.get();
            if (there != null) {
                there.tick();
            }
        }
    }
}
