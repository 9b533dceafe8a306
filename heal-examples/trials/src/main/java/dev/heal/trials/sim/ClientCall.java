package dev.heal.trials.sim;

import dev.heal.Attempt;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** One call from its arrival to its end: refused, answered, or failed at its last try. */
final class ClientCall {

    private final Clients clients;
    private final Simulation simulation;
    private final Tally tally;
    private final long number;
    private final int second;
    private int tries;

    ClientCall(Clients clients, long number, int second) {
        this.clients = clients;
        this.simulation = clients.simulation;
        this.tally = clients.tally;
        this.number = number;
        this.second = second;
    }

    void begin() {
        tally.offered(second);
        Optional<Attempt> admitted = clients.door.admit();
        if (admitted.isEmpty()) {
            tally.refused();
        } else {
            tryOnce(admitted.get());
        }
    }

    private void tryOnce(Attempt attempt) {
        tries++;
        tally.tried();
        Exchange exchange = new Exchange(attempt);
        long patience = Math.min(clients.timeoutNanos, attempt.deadline().remainingNanos());
        exchange.alarm = simulation.after(patience, () -> exchange.failed(clients.timedOut));
        clients.backend.submit(new Request(number, tries, exchange));
    }

    /** One try: what comes first counts, the answer or the time-out; what comes later finds nobody. */
    private final class Exchange implements Reply {
        private final Attempt attempt;
        private @Nullable Future<?> alarm;
        private boolean settled;

        Exchange(Attempt attempt) {
            this.attempt = attempt;
        }

        @Override
        public void answered() {
            if (settle()) {
                attempt.success();
                tally.succeeded(second);
            }
        }

        @Override
        public void failed(Exception why) {
            if (!settle()) {
                return;
            }
            OptionalLong wait = attempt.failure(why);
            if (wait.isEmpty()) {
                tally.failed();
            } else {
                var unused = simulation.after(wait.getAsLong(), () -> tryOnce(attempt));
            }
        }

        private boolean settle() {
            boolean first = !settled;
            settled = true;
            if (first && alarm != null) {
                alarm.cancel(false);
            }
            return first;
        }
    }
}
