package dev.heal.testkit;

import dev.heal.time.Deadline;
import dev.heal.time.Ticker;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What faults do to calls that block their thread.
 *
 * @param name the backend
 * @param ticker the clock that they wait on
 * @param timeOut makes the client's own exception for an answer that did not come in time
 */
record BlockingFaults(String name, Ticker ticker, Function<String, ? extends Exception> timeOut) {

    /** Suffers what was struck; comes back if the call may begin. A client that knows its deadline does not wait longer. */
    <X extends Exception> void suffer(FaultSchedule.Strike strike, Deadline deadline, boolean isKnown) throws X {
        long latency = strike.latencyNanos();
        if (isKnown && latency > 0 && latency >= deadline.remainingNanos()) {
            sleep(deadline.remainingNanos());
            throw BlockingFaults.<X>asItIs(timeOut.apply(timedOut(name)));
        }
        sleep(latency);
        Fault end = strike.end();
        if (end == null) {
            return;
        }
        Supplier<? extends Exception> failure = end.failure();
        if (end.hangs()) {
            sleep(needed(name, deadline).remainingNanos());
        }
        throw BlockingFaults.<X>asItIs(failure == null ? timeOut.apply(timedOut(name)) : failure.get());
    }

    static String timedOut(String name) {
        return "faults '" + name + "': no answer by the deadline";
    }

    /** A hang ends at a deadline. Without one a test would stand still: an error, which no guard takes for the backend's. */
    static Deadline needed(String name, Deadline deadline) {
        if (deadline.isNone()) {
            throw new AssertionError(
                    "faults '" + name + "': hang must have a deadline to end at, had none; set heal.guard." + name
                            + ".deadline.* or use fail");
        }
        return deadline;
    }

    private void sleep(long nanos) {
        try {
            ticker.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            CancellationException cancelled = new CancellationException("faults '" + name + "': interrupted");
            cancelled.initCause(e);
            throw cancelled;
        }
    }

    /** A stated failure is what the client would throw, whatever the compiler knows of it. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Exception> X asItIs(Exception thrown) throws X {
        throw (X) thrown;
    }
}
