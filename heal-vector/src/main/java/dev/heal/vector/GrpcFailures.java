package dev.heal.vector;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.failure.FailureClassifier;
import io.grpc.Metadata;
import io.grpc.Status;
import io.qdrant.client.QdrantException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** gRPC status codes and Qdrant's trailers. */
enum GrpcFailures implements FailureClassifier {
    INSTANCE;

    private static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);
    private static final int DEPTH = 8;
    private static final int DIGITS = 6;

    @Override
    public Failure classify(Throwable thrown) {
        if (thrown instanceof QdrantException) {
            return new Failure(Kind.PERMANENT, Phase.NOT_APPLIED, "REFUSED");
        }
        Status status = Status.fromThrowable(thrown);
        String code = status.getCode().name();
        return switch (status.getCode()) {
            case UNAVAILABLE -> unavailable(thrown, code);
            case DEADLINE_EXCEEDED -> new Failure(Kind.TIME_OUT, Phase.MAYBE_APPLIED, code);
            case RESOURCE_EXHAUSTED -> exhausted(thrown, code);
            case INTERNAL, ABORTED, CANCELLED -> new Failure(Kind.TRANSIENT, Phase.MAYBE_APPLIED, code);
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
            }
        }
        return new Failure(Kind.TRANSIENT, Phase.MAYBE_APPLIED, code);
    }

    private static Failure exhausted(Throwable thrown, String code) {
        Metadata trailers = Status.trailersFromThrowable(thrown);
        String seconds = trailers == null ? null : trailers.get(RETRY_AFTER);
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
