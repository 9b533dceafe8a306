package dev.heal.jdbc;

import dev.heal.Guard;
import dev.heal.jdbc.LentConnections.Lease;
import dev.heal.jdbc.SilencePolicy.Call;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks silent calls up at the server, beside the pool, and ends those whose backend is gone. One look-up at a time. A
 * backend counts as gone only when several look-ups in a row agree, each on a connection of its own: two if another
 * connection of the pool, known to be alive, was found each time, else three.
 */
final class BackendLookUp {

    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long ALIVE = TimeUnit.SECONDS.toNanos(5);
    private static final int WITH_WITNESS = 2;
    private static final int WITHOUT_WITNESS = 3;

    private final Guard guard;
    private final SideDoor door;
    private final End end;
    private final PostgresBackends postgres = new PostgresBackends();
    private final AtomicBoolean busy = new AtomicBoolean();

    /** Ends calls. */
    @FunctionalInterface
    interface End {
        void end(List<Lease> silent, String why, long silenceNanos);
    }

    private record Suspect(Lease lease, Call call) {
        private boolean isStill() {
            return call.equals(lease.call());
        }
    }

    private record Round(List<Suspect> suspects, List<Lease> witnesses, int number, String server) {}

    BackendLookUp(Guard guard, SideDoor door, End end) {
        this.guard = guard;
        this.door = door;
        this.end = end;
    }

    /** Looks these calls up; does nothing while an earlier look-up is not over. */
    void look(List<Call> calls, Collection<Lease> leases) {
        long now = guard.runtime().ticker().nanos();
        List<Suspect> suspects = new ArrayList<>();
        List<Lease> witnesses = new ArrayList<>();
        for (Lease lease : leases) {
            Call call = lease.call();
            if (call != null && calls.contains(call)) {
                suspects.add(new Suspect(lease, call));
            } else if (lease.answeredWithin(ALIVE, now)) {
                witnesses.add(lease);
            }
        }
        if (!suspects.isEmpty() && busy.compareAndSet(false, true)) {
            next(new Round(suspects, witnesses, 1, ""));
        }
    }

    private void next(Round round) {
        AtomicBoolean goesOn = new AtomicBoolean();
        door.visit(side -> goesOn.set(judge(round, side)), answer -> {
            if (!goesOn.get()) {
                busy.set(false);
            }
        });
    }

    /** Whether another round follows. */
    private boolean judge(Round round, Connection side) throws SQLException {
        long now = guard.runtime().ticker().nanos();
        PostgresBackends.Census census = postgres.census(side);
        if (census == null || (round.number > 1 && !census.server().equals(round.server))) {
            return false;
        }
        // an address that leads to several servers would show none of the pool's connections, or only some
        for (Lease witness : round.witnesses) {
            if (!postgres.isThere(census, witness.driver(), witness.ageNanos(now))) {
                return false;
            }
        }
        List<Suspect> missing = round.suspects.stream()
                .filter(suspect -> suspect.isStill()
                        && !postgres.isThere(census, suspect.lease.driver(), suspect.lease.ageNanos(now)))
                .toList();
        if (missing.isEmpty()) {
            return false;
        }
        if (round.number < (round.witnesses.isEmpty() ? WITHOUT_WITNESS : WITH_WITNESS)) {
            return later(new Round(missing, round.witnesses, round.number + 1, census.server()));
        }
        long silence = missing.stream()
                .mapToLong(suspect -> now - suspect.call.sinceNanos())
                .max()
                .orElse(0);
        end.end(missing.stream().map(Suspect::lease).toList(), "backend gone", silence);
        return false;
    }

    private boolean later(Round round) {
        try {
            Future<?> unused = guard.runtime().timer().schedule(() -> next(round), PAUSE, TimeUnit.NANOSECONDS);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }
}
