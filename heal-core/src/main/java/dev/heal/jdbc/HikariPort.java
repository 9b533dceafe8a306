package dev.heal.jdbc;

import dev.heal.jdbc.hikari.HikariPilot;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A HikariCP pool, or a data source around one, whose connections then are got from it, as it may do more than to pass them
 * on. Loaded only when HikariCP is there.
 */
final class HikariPort implements PoolPilot {

    private final HikariPilot pilot;
    private final @Nullable DataSource around;

    HikariPort(HikariPilot pilot, @Nullable DataSource around) {
        this.pilot = pilot;
        this.around = around;
    }

    @Override
    public Connection acquire(@Nullable Duration wait) throws SQLException {
        return around == null ? pilot.acquire(wait) : around.getConnection();
    }

    @Override
    public Connection probe(Duration wait) throws SQLException {
        return pilot.acquire(wait);
    }

    @Override
    public Connection driver(Connection pooled) {
        return pilot.driver(pooled);
    }

    @Override
    public boolean boundsWaits() {
        return around == null && pilot.isStarted();
    }

    @Override
    public Duration ownTimeout() {
        return pilot.ownTimeout();
    }

    @Override
    public boolean canConnectAside() {
        return pilot.isStarted();
    }

    @Override
    public Connection connectAside() throws SQLException {
        return pilot.connectAside();
    }

    @Override
    public void evict(Connection pooled, String reason) {
        if (!pilot.evict(pooled)) {
            AbortingEvictor.INSTANCE.evict(pooled, reason);
        }
    }

    @Override
    public boolean canEvictAll() {
        return true;
    }

    @Override
    public void evictAll() {
        pilot.evictAll();
    }

    @Override
    public Fill fill() {
        HikariPilot.Stats stats = pilot.stats();
        return new Fill(stats.total(), stats.active(), stats.idle(), stats.waiting(), stats.max());
    }

    @Override
    public void resize(int max) {
        pilot.resize(max);
    }

    @Override
    public String explain() {
        return (around == null ? "" : "behind another data source, which is waited for as long as it takes; it is ")
                + "HikariCP, which connects with one thread and waits up to 5 s between failed tries, so that it may lend again"
                + " that much later than the database answers; it cannot be made to shrink at once, to connect in parallel"
                + " or at a pace, or to serve waiters in order; its first start and a suspended pool are not bounded by"
                + " Heal, and the test of an idle connection that Heal never lent only by its validation time-out";
    }
}
