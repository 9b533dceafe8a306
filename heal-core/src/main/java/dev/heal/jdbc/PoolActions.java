package dev.heal.jdbc;

import dev.heal.Guard;
import dev.heal.jdbc.LentConnections.Lease;
import dev.heal.journal.Decision;
import dev.heal.safety.ActionClass;
import dev.heal.safety.Proposal;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done to connections that will never answer, as far as a person lets it be done. Connections end on the io executor. */
final class PoolActions {

    private static final Logger LOG = LoggerFactory.getLogger(HealingDataSource.class);

    private final Guard guard;

    PoolActions(Guard guard) {
        this.guard = guard;
    }

    /** Ends calls in progress: callers get the driver's own exception, and the connections are not used again. */
    void end(Collection<Lease> silent, String why, long silenceNanos) {
        List<Lease> calls =
                silent.stream().filter(lease -> lease.call() != null).toList();
        if (!calls.isEmpty()) {
            propose(
                    "end-silent-calls",
                    why,
                    Map.of(
                            "calls", (double) calls.size(),
                            "silentMillis", (double) TimeUnit.NANOSECONDS.toMillis(silenceNanos)),
                    () -> calls.stream().filter(Lease::end).map(Lease::driver).toList());
        }
    }

    /** Drops connections that are not lent, whose test by the pool makes a caller wait for longer than it can. */
    void drop(int waiting, Supplier<List<Connection>> idle) {
        propose("drop-idle-connections", "test too long", Map.of("overdueCallers", (double) waiting), idle);
    }

    private void propose(
            String kind, String why, Map<String, Double> evidence, Supplier<List<Connection>> connections) {
        Proposal proposal = new Proposal(
                ActionClass.PROTECT,
                kind,
                guard.name(),
                new Proposal.Change("kept", "aborted", "heal.mode", null, null),
                new Proposal.Grounds(
                        new Decision.Cause(guard.name(), why, "pool"), 1, 1, evidence, Decision.Standing.HEAL));
        guard.propose(proposal, (expected, next) -> {
            List<Connection> taken = connections.get();
            taken.forEach(this::abort);
            return !taken.isEmpty();
        });
    }

    private void abort(Connection driver) {
        try {
            Future<?> unused = guard.runtime().io().submit(() -> {
                try {
                    driver.abort(Runnable::run);
                } catch (SQLException | RuntimeException e) {
                    LOG.warn("a silent connection of '{}' could not be ended ({})", guard.name(), e.toString());
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.debug("a silent connection of '{}' is left, as Heal was closed", guard.name());
        }
    }
}
