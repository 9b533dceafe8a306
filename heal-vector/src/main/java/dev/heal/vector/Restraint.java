package dev.heal.vector;

import dev.heal.time.Ticker;
import dev.heal.vector.Request.Work;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a server asked to be spared: calls of a sort for as long as it said, once it refused three of them in a row, as then
 * its limit is used up and each call more is work for nothing; and what takes room in its storage while that is full, except
 * for one try every 250 ms. Safe for use by many threads; costs one read of a field while nothing is asked.
 */
final class Restraint {

    private static final int IN_A_ROW = 3;
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    /** An upsert that a full server refuses costs it next to nothing; one that it would take again must not be refused here. */
    private static final long FULL_PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

    private final String collection;
    private final Ticker ticker;
    private final Map<Work, Integer> refusals = new EnumMap<>(Work.class); // guarded by this
    private final Map<Work, Long> quietUntil = new EnumMap<>(Work.class); // guarded by this
    private long fullPause; // guarded by this; 0 while there is room
    private long nextStoreNanos; // guarded by this
    private boolean trying; // guarded by this; whether the one try is out
    private volatile boolean asked;

    Restraint(String collection, Ticker ticker) {
        this.collection = collection;
        this.ticker = ticker;
    }

    /**
     * Whether a call may be sent.
     *
     * @throws StatusRuntimeException in the server's own words, if it asked not to
     */
    void check(Work work) {
        if (asked) {
            checkAsked(work);
        }
    }

    private synchronized void checkAsked(Work work) {
        long now = ticker.nanos();
        if (work == Work.STORE && fullPause > 0) {
            if (now - nextStoreNanos < 0) {
                throw full(nextStoreNanos - now);
            }
            // this one finds out
            nextStoreNanos = now + fullPause;
            trying = true;
        }
        Long until = quietUntil.get(work);
        if (until != null && until - now > 0) {
            throw quiet(until - now);
        }
    }

    private StatusRuntimeException full(long left) {
        Metadata trailers = new Metadata();
        trailers.put(GrpcFailures.INSUFFICIENT_STORAGE, "1");
        // it may be sent when it is its turn to try: whoever has the time waits
        trailers.put(GrpcFailures.NOT_SENT, Long.toString(left));
        return new StatusRuntimeException(
                Status.RESOURCE_EXHAUSTED.withDescription("collection '" + collection
                        + "': nothing is stored, as the server has said that its storage is full; tried again in "
                        + TimeUnit.NANOSECONDS.toMillis(left) + " ms; searches and deletes go on"),
                trailers);
    }

    private StatusRuntimeException quiet(long left) {
        Metadata trailers = new Metadata();
        trailers.put(GrpcFailures.NOT_SENT, Long.toString(left));
        return new StatusRuntimeException(
                Status.RESOURCE_EXHAUSTED.withDescription(
                        "collection '" + collection + "': not sent, as the server asked to be left alone for "
                                + TimeUnit.NANOSECONDS.toMillis(left) + " ms more"),
                trailers);
    }

    /** The server carried a call out. */
    void accepted(Work work) {
        if (asked) {
            acceptedAsked(work);
        }
    }

    private synchronized void acceptedAsked(Work work) {
        refusals.remove(work);
        quietUntil.remove(work);
        if (work == Work.STORE) {
            fullPause = 0;
            trying = false;
        }
        asked = fullPause > 0 || !refusals.isEmpty();
    }

    /**
     * The server refused a call.
     *
     * @param wait how long it asked to be left alone, or null if not
     * @param storageFull whether for want of room
     */
    synchronized void refused(Work work, @Nullable Duration wait, boolean storageFull) {
        long now = ticker.nanos();
        if (storageFull && work == Work.STORE) {
            // those that were out together are one refusal
            if (fullPause == 0 || trying) {
                fullPause = FULL_PAUSE;
                nextStoreNanos = now + fullPause;
                trying = false;
            }
            asked = true;
        } else if (wait != null) {
            int inARow = refusals.merge(work, 1, Integer::sum);
            if (inARow >= IN_A_ROW) {
                long nanos = wait.compareTo(LONGEST_WAIT) < 0 ? wait.toNanos() : LONGEST_WAIT.toNanos();
                quietUntil.put(work, now + nanos);
            }
            asked = true;
        }
    }

    /** What a person should know, or nothing. */
    synchronized String explain() {
        StringBuilder text = new StringBuilder();
        long now = ticker.nanos();
        if (fullPause > 0) {
            text.append("; the server's storage is full, so nothing is stored until ")
                    .append(TimeUnit.NANOSECONDS.toMillis(Math.max(0, nextStoreNanos - now)))
                    .append(" ms from now");
        }
        quietUntil.forEach((work, until) -> {
            if (until - now > 0) {
                text.append("; the server asked for no ")
                        .append(work == Work.READ ? "searches" : "changes")
                        .append(" for ")
                        .append(TimeUnit.NANOSECONDS.toMillis(until - now))
                        .append(" ms more");
            }
        });
        return text.toString();
    }
}
