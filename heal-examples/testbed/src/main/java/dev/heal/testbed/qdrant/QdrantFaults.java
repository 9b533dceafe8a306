package dev.heal.testbed.qdrant;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Faults a running server shows on demand, to every call including health checks. They add up: a call may be delayed and
 * failed. A change holds for calls that arrive after it. Thread-safe.
 */
public final class QdrantFaults {
    private static final Pattern TRAILER_NAME = Pattern.compile("[a-z0-9._-]+");

    private @Nullable Failure failure; // guarded by this
    private Random random = new Random(0); // guarded by this
    private Duration delay = Duration.ZERO; // guarded by this
    private boolean refusingWrites; // guarded by this

    QdrantFaults() {}

    /**
     * Calls answered with a status and never carried out.
     *
     * @param probability the share of calls, in [0, 1]
     * @param code any code but OK
     * @param seed of the sequence that picks the calls; the same seed picks the same places in a sequence of calls
     * @param trailers ASCII metadata of the answer, for example {@code retry-after} to {@code 2}
     */
    public record Failure(double probability, Status.Code code, long seed, Map<String, String> trailers) {
        /** Checks the values; throws {@link IllegalArgumentException} that names the rule. */
        public Failure {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("qdrant fault 'fail': probability must be in [0, 1], was "
                        + probability + "; use 0.3 for 30 % of calls");
            }
            if (code == Status.Code.OK) {
                throw new IllegalArgumentException(
                        "qdrant fault 'fail': code must not be OK; use for example UNAVAILABLE");
            }
            trailers = Map.copyOf(trailers);
            trailers.keySet().forEach(Failure::requireTrailerName);
        }

        private static void requireTrailerName(String name) {
            if (!TRAILER_NAME.matcher(name).matches() || name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
                throw new IllegalArgumentException("qdrant fault 'fail': a trailer's name must be of a-z, 0-9, '-',"
                        + " '_' and '.' and not end in -bin, was '" + name + "'; use for example retry-after");
            }
        }
    }

    /** Fails a share of the calls from now on, instead of what was set before. */
    public synchronized void fail(Failure failures) {
        failure = failures;
        random = new Random(failures.seed());
    }

    /** Sends every answer this much later, after its work is done; zero ends it. Not negative. */
    public synchronized void delay(Duration later) {
        if (later.isNegative()) {
            throw new IllegalArgumentException(
                    "qdrant fault 'delay': must be at least 0 ms, was " + later + "; use 0ms to end a delay");
        }
        delay = later;
    }

    /** Refuses every call that would change data, as a server without disk space does. */
    public synchronized void refuseWrites() {
        refusingWrites = true;
    }

    /** Ends all faults. */
    public synchronized void clear() {
        failure = null;
        delay = Duration.ZERO;
        refusingWrites = false;
    }

    /** The refusal of the next call, or null if it may pass. */
    synchronized @Nullable StatusRuntimeException next(boolean write) {
        Failure failing = failure;
        if (failing != null && random.nextDouble() < failing.probability()) {
            Metadata trailers = new Metadata();
            failing.trailers()
                    .forEach((name, value) ->
                            trailers.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
            return failing.code()
                    .toStatus()
                    .withDescription("fault hook: fail " + failing.probability() + " " + failing.code())
                    .asRuntimeException(trailers);
        }
        return write && refusingWrites ? Statuses.writesRefused() : null;
    }

    synchronized Duration delay() {
        return delay;
    }
}
