package dev.heal.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The connections that are lent now, and the driver's connections that were lent before and are still open. Safe for use
 * by many threads; lending and giving back cost three look-ups in hash tables.
 */
final class LentConnections {

    private final UnaryOperator<Connection> driverOf;
    private final AtomicLong numbers = new AtomicLong();
    private final Map<ConnectionState, Lease> leases = new ConcurrentHashMap<>();
    private final Map<Connection, Physical> known = new ConcurrentHashMap<>();

    /** Finds the driver's connections underneath the pool's by this function. */
    LentConnections(UnaryOperator<Connection> driverOf) {
        this.driverOf = driverOf;
    }

    /** Whether the pool's connection may be used: false if it was given up while it was idle. */
    boolean admits(Connection pooled, long nowNanos) {
        return physical(pooled, nowNanos).take();
    }

    void opened(ConnectionState connection, long nowNanos) {
        Physical physical = physical(connection.physical(), nowNanos);
        Lease lease = new Lease(numbers.incrementAndGet(), connection, physical);
        physical.heldBy(lease);
        leases.put(connection, lease);
    }

    void closed(ConnectionState connection, long nowNanos) {
        Lease lease = leases.remove(connection);
        if (lease != null) {
            lease.physical.giveBack(lease, nowNanos);
        }
    }

    void answered(ConnectionState connection, long nowNanos) {
        Lease lease = leases.get(connection);
        if (lease != null) {
            lease.answer(nowNanos);
        }
    }

    boolean isEmpty() {
        return leases.isEmpty();
    }

    int size() {
        return leases.size();
    }

    Collection<Lease> leases() {
        return leases.values();
    }

    /** Takes the idle connections that have rested longer than this, which the pool tests before it lends them. */
    List<Connection> giveUpIdle(long restNanos, long nowNanos) {
        List<Connection> given = new ArrayList<>();
        for (Physical physical : known.values()) {
            if (physical.giveUp(restNanos, nowNanos)) {
                given.add(physical.driver);
            }
        }
        return given;
    }

    /** Forgets what the pool has closed. */
    void prune() {
        known.values().removeIf(physical -> isClosed(physical.driver));
    }

    private Physical physical(Connection pooled, long nowNanos) {
        Connection driver = driverOf.apply(pooled);
        Physical physical = known.get(driver);
        return physical != null ? physical : known.computeIfAbsent(driver, any -> new Physical(any, nowNanos));
    }

    private static boolean isClosed(Connection driver) {
        try {
            return driver.isClosed();
        } catch (SQLException | RuntimeException e) {
            return true;
        }
    }

    /** One connection while it is lent. */
    static final class Lease {
        private final long number;
        private final ConnectionState connection;
        private final Physical physical;
        private volatile long answeredNanos;
        private volatile boolean answered;
        private volatile boolean ended;

        private Lease(long number, ConnectionState connection, Physical physical) {
            this.number = number;
            this.connection = connection;
            this.physical = physical;
        }

        long number() {
            return number;
        }

        Connection driver() {
            return physical.driver;
        }

        /** For how long this driver's connection is known; it may be older. */
        long ageNanos(long nowNanos) {
            return nowNanos - physical.firstSeenNanos;
        }

        /** The call that is at the server, or null. */
        SilencePolicy.@Nullable Call call() {
            long since = connection.busySinceNanos();
            return connection.isBusy() && !ended ? new SilencePolicy.Call(number, since) : null;
        }

        boolean answeredWithin(long spanNanos, long nowNanos) {
            return answered && nowNanos - answeredNanos <= spanNanos;
        }

        /** True once: for the one who is to end it. */
        synchronized boolean end() {
            boolean first = !ended;
            ended = true;
            return first;
        }

        private void answer(long nowNanos) {
            answeredNanos = nowNanos;
            answered = true;
        }
    }

    /**
     * A driver's connection. Who holds it changes by compare-and-set, as the pool may lend it anew before the one who gave it
     * back has told so, and as it may be given up just when it is lent.
     */
    private static final class Physical {
        private static final Object TAKEN = "taken";
        private static final Object IDLE = "idle";
        private static final Object GIVEN_UP = "given up";

        private final Connection driver;
        private final long firstSeenNanos;
        private final AtomicReference<Object> holder = new AtomicReference<>(TAKEN);
        private volatile long idleSinceNanos;

        private Physical(Connection driver, long nowNanos) {
            this.driver = driver;
            this.firstSeenNanos = nowNanos;
        }

        private boolean take() {
            return holder.updateAndGet(now -> now == GIVEN_UP ? GIVEN_UP : TAKEN) == TAKEN;
        }

        private void heldBy(Lease lease) {
            holder.set(lease);
        }

        private void giveBack(Lease lease, long nowNanos) {
            idleSinceNanos = nowNanos;
            holder.compareAndSet(lease, IDLE);
        }

        private boolean giveUp(long restNanos, long nowNanos) {
            return holder.get() == IDLE
                    && nowNanos - idleSinceNanos >= restNanos
                    && holder.compareAndSet(IDLE, GIVEN_UP);
        }
    }
}
