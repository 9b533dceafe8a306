package dev.heal.vector;

import dev.heal.Guard;
import dev.heal.failure.Failure;
import dev.heal.journal.Decision;
import dev.heal.safety.ActionClass;
import dev.heal.safety.Proposal;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisConnectionStateListener;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection of a cache: made, watched and replaced off the callers' threads.
 *
 * <pre>
 * connecting --answers--> in use --silent or lost--> none --a connection answers--> in use
 *                                                     |
 *                                                     +--1 s, or a connect fails--> guard shut, asked on
 * </pre>
 *
 * <p>A connection that ended is closed, not left to Lettuce: that would send what was under way a second time, unless the
 * client was told not to, and comes back as late as the client's resources say. Safe for use by many threads; what acts on
 * others (guard, connections) is called outside the lock.
 */
final class RedisLink implements RedisConnectionStateListener {

    private static final Logger LOG = LoggerFactory.getLogger(RedisCache.class);

    /** Connects that may hang at one time: each holds a thread of the io executor. */
    private static final int MOST_CONNECTS = 3;

    private static final long OLD_PING_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long STEP_MILLIS = 100;
    private static final long LOOK_ON_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long HUNG_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<StatefulRedisConnection<byte[], byte[]>> connect;
    private final Guard guard;
    private final Runnable onUse;

    private volatile @Nullable RedisLine line;
    private @Nullable RedisLine suspect; // guarded by this
    private Guard.@Nullable Hold hold; // guarded by this
    private boolean closed; // guarded by this
    private boolean attempted; // guarded by this
    private boolean renewing; // guarded by this
    private boolean stepping; // guarded by this
    private int connecting; // guarded by this
    private int failed; // guarded by this
    private long made; // guarded by this
    private long sickSince; // guarded by this
    private long nextProbe; // guarded by this
    private long lastProbe; // guarded by this
    private long lookedOnSince; // guarded by this

    RedisLink(Supplier<StatefulRedisConnection<byte[], byte[]>> connect, Guard guard, Runnable onUse) {
        this.connect = connect;
        this.guard = guard;
        this.onUse = onUse;
        this.lookedOnSince = now() - LOOK_ON_NANOS;
    }

    /** Begins to connect. */
    void start() {
        sick();
    }

    /** The connection to use; null while there is none that answers. */
    @Nullable
    RedisLine line() {
        return line;
    }

    /** Whether the first connect has not ended yet. */
    synchronized boolean isConnecting() {
        return !closed && !attempted;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** How many connections have been in use so far. */
    synchronized long made() {
        return made;
    }

    /** A command was not answered in time, and there had been this many answers when it was sent. */
    void silent(RedisLine on, long answersBefore) {
        synchronized (this) {
            // slow is for the breaker to judge
            if (on != line || on.answers() != answersBefore || now() - lookedOnSince < LOOK_ON_NANOS) {
                return;
            }
            line = null;
            suspect = on;
        }
        sick();
    }

    @Override
    public void onRedisDisconnected(RedisChannelHandler<?, ?> connection) {
        lost(connection);
    }

    private void lost(Object connection) {
        RedisLine lost;
        synchronized (this) {
            if (line != null && line.connection() == connection) {
                lost = line;
                line = null;
            } else if (suspect != null && suspect.connection() == connection) {
                lost = suspect;
                suspect = null;
            } else {
                return;
            }
        }
        lost.close();
        sick();
    }

    /** The server behind this connection is no longer the one to ask: connects anew and uses that from then on. */
    void renew(RedisLine old) {
        synchronized (this) {
            if (closed || renewing || old != line) {
                return;
            }
            renewing = true;
        }
        try {
            guard.runtime().io().execute(() -> {
                try {
                    swap(old, RedisLine.made(connect), "read-only");
                } catch (Exception e) {
                    LOG.debug("cache: no other server yet ({})", e.toString());
                }
                renewed();
            });
        } catch (RejectedExecutionException full) {
            renewed();
        }
    }

    private synchronized void renewed() {
        renewing = false;
    }

    /** Ends it. A connection that is being made is closed when it comes. */
    void close() {
        RedisLine last;
        RedisLine other;
        Guard.Hold held;
        synchronized (this) {
            closed = true;
            last = line;
            other = suspect;
            held = hold;
            line = null;
            suspect = null;
            hold = null;
        }
        closeAll(last, other);
        if (held != null) {
            held.release();
        }
    }

    private void sick() {
        synchronized (this) {
            sickSince = now();
            nextProbe = sickSince;
            if (closed || stepping) {
                return;
            }
            stepping = true;
        }
        step();
    }

    /** While there is no connection: every 100 ms, on the timer. */
    private void step() {
        boolean probe;
        boolean shut;
        synchronized (this) {
            if (closed || line != null || guard.isClosed()) {
                stepping = false;
                return;
            }
            long now = now();
            probe = now - nextProbe >= 0 && connecting < (now - lastProbe >= HUNG_NANOS ? MOST_CONNECTS : 1);
            if (probe) {
                connecting++;
                lastProbe = now;
                nextProbe = now;
            }
            Duration patience = made == 0 ? LinkPolicy.FIRST_SHUT_AFTER : LinkPolicy.SHUT_AFTER;
            shut = hold == null && now - sickSince >= patience.toNanos();
        }
        if (probe) {
            try {
                guard.runtime().io().execute(this::probe);
            } catch (RejectedExecutionException full) {
                ended(full);
            }
        }
        if (shut) {
            shut(new Failure(Failure.Kind.TIME_OUT, Failure.Phase.MAYBE_APPLIED, "SILENT"), null);
        }
        try {
            ScheduledFuture<?> unused =
                    guard.runtime().timer().schedule(this::step, STEP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException ended) {
            synchronized (this) {
                stepping = false;
            }
        }
    }

    /** Asks the old connection and a new one. */
    private void probe() {
        RedisLine old;
        synchronized (this) {
            old = suspect;
        }
        long askedAt = now();
        CompletableFuture<Boolean> alive = old == null ? CompletableFuture.completedFuture(false) : old.ping();
        if (old != null) {
            CompletableFuture<?> unused = alive.thenAccept(answered -> {
                if (answered) {
                    back(old);
                }
            });
        }
        RedisLine fresh = null;
        Exception cause = null;
        try {
            fresh = RedisLine.made(connect);
        } catch (Exception e) {
            cause = e;
        }
        boolean kept = RedisLine.answers(alive, OLD_PING_NANOS - (now() - askedAt));
        switch (LinkPolicy.verdict(kept, fresh != null)) {
            case KEEP -> closeAll(fresh, null);
            case SWAP -> swap(old, fresh, "silent");
            case SHUT -> {}
        }
        ended(kept ? null : cause);
    }

    /** A connect has ended. */
    private void ended(@Nullable Exception cause) {
        Failure failure = cause == null ? null : RedisFailures.INSTANCE.classify(cause);
        boolean shut;
        synchronized (this) {
            attempted = true;
            connecting--;
            shut = failure != null && line == null && hold == null && !closed;
            if (failure != null) {
                failed++;
                nextProbe = now()
                        + LinkPolicy.wait(
                                        failure.kind(),
                                        failed,
                                        guard.runtime().random().nextDouble())
                                .toNanos();
            }
        }
        if (shut && failure != null) {
            LOG.debug("cache: no connection ({})", String.valueOf(cause));
            shut(failure, cause);
        }
        if (failure != null) {
            onUse.run();
        }
    }

    /** The connection that was silent answers: nothing was wrong with it. */
    private void back(RedisLine old) {
        synchronized (this) {
            if (closed || suspect != old) {
                return;
            }
            suspect = null;
            line = old;
        }
        used();
    }

    private void swap(@Nullable RedisLine old, @Nullable RedisLine fresh, String why) {
        if (fresh == null) {
            return;
        }
        fresh.connection().addListener(this);
        if (old == null) {
            // what ended is replaced without being asked, as Lettuce would do
            install(null, fresh);
            return;
        }
        Proposal proposal = new Proposal(
                ActionClass.PROTECT,
                "swap",
                guard.name(),
                new Proposal.Change("connection " + made(), "connection " + (made() + 1), "heal.mode", null, null),
                new Proposal.Grounds(
                        new Decision.Cause(guard.name(), why, "client"), 1, 1, Map.of(), Decision.Standing.HEAL));
        boolean[] done = new boolean[1];
        guard.propose(proposal, (expected, next) -> done[0] = install(old, fresh));
        if (!done[0]) {
            fresh.close();
            synchronized (this) {
                lookedOnSince = now();
            }
            // whoever may only look on goes on with what there is
            back(old);
        }
    }

    private boolean install(@Nullable RedisLine old, RedisLine fresh) {
        synchronized (this) {
            RedisLine current = line;
            if (closed || (current != null && current != old) || (current == null && suspect != old)) {
                fresh.close();
                return true;
            }
            suspect = null;
            line = fresh;
            made++;
        }
        closeAll(old, null);
        if (!fresh.connection().isOpen()) {
            lost(fresh.connection());
            return true;
        }
        used();
        return true;
    }

    private void used() {
        Guard.Hold held;
        synchronized (this) {
            attempted = true;
            failed = 0;
            held = hold;
            hold = null;
        }
        if (held != null) {
            held.release();
        }
        onUse.run();
    }

    private void shut(Failure failure, @Nullable Throwable cause) {
        Guard.Hold held = guard.shut(failure, cause);
        boolean late;
        synchronized (this) {
            late = line != null || closed || hold != null;
            if (!late) {
                hold = held;
            }
        }
        if (late) {
            held.release();
        }
    }

    private static void closeAll(@Nullable RedisLine one, @Nullable RedisLine other) {
        if (one != null) {
            one.close();
        }
        if (other != null) {
            other.close();
        }
    }

    private long now() {
        return guard.runtime().ticker().nanos();
    }
}
