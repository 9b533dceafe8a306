package dev.heal.vector;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.failure.FailureClassifier;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** gRPC status codes and Qdrant's trailers. */
enum GrpcFailures implements FailureClassifier {
    INSTANCE;

    private static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

    /** Qdrant's word for a full storage. */
    static final Metadata.Key<String> INSUFFICIENT_STORAGE =
            Metadata.Key.of("qdrant-insufficient-storage", Metadata.ASCII_STRING_MARSHALLER);

    /** Our own: never sent, and in how many nanoseconds it may be. */
    static final Metadata.Key<String> NOT_SENT =
            Metadata.Key.of("heal-not-sent-nanos", Metadata.ASCII_STRING_MARSHALLER);

    private static final Duration LOCKED_WAIT = Duration.ofSeconds(1);
    private static final int DEPTH = 8;
    private static final int DIGITS = 6;

    @Override
    public Failure classify(Throwable thrown) {
        if (thrown instanceof QdrantException) {
            return new Failure(Kind.PERMANENT, Phase.NOT_APPLIED, "REFUSED");
        } else if (thrown instanceof ClientClosedException) {
            return new Failure(Kind.PERMANENT, Phase.NOT_SENT, "CLIENT_CLOSED");
        }
        Status status = Status.fromThrowable(thrown);
        String code = status.getCode().name();
        return switch (status.getCode()) {
            case UNAVAILABLE -> unavailable(thrown, code);
            case DEADLINE_EXCEEDED -> new Failure(Kind.TIME_OUT, Phase.MAYBE_APPLIED, code);
            case RESOURCE_EXHAUSTED -> exhausted(thrown, code);
            case INTERNAL -> internal(status, code);
            case ABORTED, CANCELLED -> new Failure(Kind.TRANSIENT, Phase.MAYBE_APPLIED, code);
            // somebody holds what the call wants, such as a shard that is moved
            case FAILED_PRECONDITION -> new Failure(Kind.LOCK, Phase.NOT_APPLIED, LOCKED_WAIT, code);
            // no status at all: not an answer of the server
            case UNKNOWN -> FailureClassifier.standard().classify(thrown);
            default -> new Failure(Kind.PERMANENT, Phase.NOT_APPLIED, code);
        };
    }

    private static Failure unavailable(Throwable thrown, String code) {
        Throwable seen = thrown;
        for (int depth = 0; seen != null && depth < DEPTH; depth++, seen = seen.getCause()) {
            if (seen instanceof ConnectException) {
                return new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, code);
            } else if (seen instanceof UnknownHostException) {
                return new Failure(Kind.TRANSIENT, Phase.NOT_SENT, code);
            } else if (seen instanceof SSLException) {
                // one side speaks TLS, the other does not, or they do not trust each other: a matter of settings
                return new Failure(Kind.PERMANENT, Phase.NOT_SENT, code);
            }
        }
        return new Failure(Kind.TRANSIENT, Phase.MAYBE_APPLIED, code);
    }

    /** Whether there was no connection to be had, or it ended; not a word of the server's. */
    static boolean isConnectionLost(Throwable thrown) {
        Status status = Status.fromThrowable(thrown);
        if (status.getCode() != Status.Code.UNAVAILABLE) {
            return false;
        }
        Throwable seen = status.getCause();
        for (int depth = 0; seen != null && depth < DEPTH; depth++, seen = seen.getCause()) {
            if (seen instanceof SSLException) {
                return false;
            } else if (seen instanceof IOException) {
                return true;
            }
        }
        String description = status.getDescription();
        return description != null && description.startsWith("Network closed");
    }

    /** Whether the server says that its storage is full. */
    static boolean isStorageFull(Throwable thrown) {
        Metadata trailers = Status.trailersFromThrowable(thrown);
        return trailers != null && trailers.containsKey(INSUFFICIENT_STORAGE);
    }

    /** The server's own words, with the name of the collection, which they often leave out. */
    static Throwable named(String collection, Throwable thrown) {
        if (!(thrown instanceof StatusRuntimeException status)) {
            return thrown;
        }
        Status with = status.getStatus()
                .withDescription(
                        "collection '" + collection + "': " + status.getStatus().getDescription())
                .withCause(status);
        return new StatusRuntimeException(with, status.getTrailers());
    }

    private static Failure internal(Status status, String code) {
        if (saysNoHttp2(status.getDescription())) {
            return new Failure(Kind.PERMANENT, Phase.NOT_SENT, code);
        }
        Throwable seen = status.getCause();
        for (int depth = 0; seen != null && depth < DEPTH; depth++, seen = seen.getCause()) {
            if (saysNoHttp2(seen.getMessage())) {
                return new Failure(Kind.PERMANENT, Phase.NOT_SENT, code);
            }
        }
        return new Failure(Kind.TRANSIENT, Phase.MAYBE_APPLIED, code);
    }

    /** What answers there does not speak gRPC, such as Qdrant's port for HTTP. */
    private static boolean saysNoHttp2(@Nullable String text) {
        return text != null && text.contains("not SETTINGS");
    }

    private static Failure exhausted(Throwable thrown, String code) {
        Metadata trailers = Status.trailersFromThrowable(thrown);
        String nanos = trailers == null ? null : trailers.get(NOT_SENT);
        if (nanos != null) {
            // held back on this side, for what the server said of others: no word of its about this call
            return new Failure(Kind.LOCK, Phase.NOT_SENT, Duration.ofNanos(Long.parseLong(nanos)), code);
        }
        boolean full = trailers != null && trailers.containsKey(INSUFFICIENT_STORAGE);
        String seconds = trailers == null || full ? null : trailers.get(RETRY_AFTER);
        Duration wait = wholeSeconds(seconds);
        // without a hint the request is always over the limit (too large, or the storage is full): it will fail again
        return wait == null
                ? new Failure(Kind.PERMANENT, Phase.NOT_APPLIED, code)
                : new Failure(Kind.OVERLOAD, Phase.NOT_APPLIED, wait, code);
    }

    private static @Nullable Duration wholeSeconds(@Nullable String text) {
        if (text == null
                || text.isEmpty()
                || text.length() > DIGITS
                || !text.chars().allMatch(Character::isDigit)) {
            return null;
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }
}
