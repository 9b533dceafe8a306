package dev.heal.vector;

import static dev.heal.failure.Failure.Kind.CONNECTION_DEAD;
import static dev.heal.failure.Failure.Kind.LOCK;
import static dev.heal.failure.Failure.Kind.OVERLOAD;
import static dev.heal.failure.Failure.Kind.PERMANENT;
import static dev.heal.failure.Failure.Kind.TIME_OUT;
import static dev.heal.failure.Failure.Kind.TRANSIENT;
import static dev.heal.failure.Failure.Phase.MAYBE_APPLIED;
import static dev.heal.failure.Failure.Phase.NOT_APPLIED;
import static dev.heal.failure.Failure.Phase.NOT_SENT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.heal.failure.Failure;
import dev.heal.failure.FailureClassifier;
import io.grpc.Metadata;
import io.grpc.Status;
import io.netty.handler.ssl.NotSslRecordException;
import io.qdrant.client.QdrantException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GrpcFailuresTest {

    private static final FailureClassifier TABLE = QdrantSearch.failures();

    static Stream<Arguments> rows() {
        return Stream.of(
                arguments(Status.UNAVAILABLE, TRANSIENT, MAYBE_APPLIED),
                arguments(
                        Status.UNAVAILABLE.withCause(new IOException("io", new ConnectException("refused"))),
                        CONNECTION_DEAD,
                        NOT_SENT),
                arguments(Status.UNAVAILABLE.withCause(new UnknownHostException("nowhere")), TRANSIENT, NOT_SENT),
                arguments(Status.UNAVAILABLE.withCause(new IOException("reset")), TRANSIENT, MAYBE_APPLIED),
                arguments(Status.UNAVAILABLE.withDescription("Keepalive failed"), TRANSIENT, MAYBE_APPLIED),
                arguments(Status.UNAVAILABLE.withCause(new SSLHandshakeException("no trust")), PERMANENT, NOT_SENT),
                arguments(
                        Status.UNAVAILABLE.withCause(new IOException("io", new NotSslRecordException("plain"))),
                        PERMANENT,
                        NOT_SENT),
                arguments(
                        Status.INTERNAL.withDescription("First received frame was not SETTINGS. Hex dump: 48"),
                        PERMANENT,
                        NOT_SENT),
                arguments(Status.DEADLINE_EXCEEDED, TIME_OUT, MAYBE_APPLIED),
                arguments(Status.RESOURCE_EXHAUSTED, PERMANENT, NOT_APPLIED),
                arguments(Status.INTERNAL, TRANSIENT, MAYBE_APPLIED),
                arguments(Status.ABORTED, TRANSIENT, MAYBE_APPLIED),
                arguments(Status.CANCELLED, TRANSIENT, MAYBE_APPLIED),
                arguments(Status.INVALID_ARGUMENT, PERMANENT, NOT_APPLIED),
                arguments(Status.NOT_FOUND, PERMANENT, NOT_APPLIED),
                arguments(Status.ALREADY_EXISTS, PERMANENT, NOT_APPLIED),
                arguments(Status.PERMISSION_DENIED, PERMANENT, NOT_APPLIED),
                arguments(Status.UNAUTHENTICATED, PERMANENT, NOT_APPLIED),
                arguments(Status.OUT_OF_RANGE, PERMANENT, NOT_APPLIED),
                arguments(Status.UNIMPLEMENTED, PERMANENT, NOT_APPLIED),
                arguments(Status.DATA_LOSS, PERMANENT, NOT_APPLIED));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyStatusHasItsMeaningThrownOrWrapped(Status status, Failure.Kind kind, Failure.Phase phase) {
        Failure expected = new Failure(kind, phase, status.getCode().name());

        assertThat(TABLE.classify(status.asRuntimeException())).isEqualTo(expected);
        assertThat(TABLE.classify(status.asException())).isEqualTo(expected);
        assertThat(TABLE.classify(new ExecutionException(status.asRuntimeException())))
                .isEqualTo(expected);
    }

    @Test
    void aServerThatSaysWhenToComeBackIsOverloaded() {
        assertThat(exhausted("2"))
                .isEqualTo(new Failure(OVERLOAD, NOT_APPLIED, Duration.ofSeconds(2), "RESOURCE_EXHAUSTED"));
        assertThat(exhausted("0")).isEqualTo(new Failure(OVERLOAD, NOT_APPLIED, Duration.ZERO, "RESOURCE_EXHAUSTED"));
        assertThat(exhausted("999999").retryAfter()).isEqualTo(Duration.ofSeconds(999_999));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "2s", "1000000", "99999999999999999999"})
    void aHintThatIsNoNumberOfSecondsIsNone(String hint) {
        assertThat(exhausted(hint)).isEqualTo(new Failure(PERMANENT, NOT_APPLIED, "RESOURCE_EXHAUSTED"));
    }

    @Test
    void aFullStorageIsNoMatterOfTime() {
        Metadata trailers = new Metadata();
        trailers.put(Metadata.Key.of("qdrant-insufficient-storage", Metadata.ASCII_STRING_MARSHALLER), "1");
        trailers.put(Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER), "1");
        assertThat(TABLE.classify(Status.RESOURCE_EXHAUSTED.asRuntimeException(trailers)))
                .isEqualTo(new Failure(PERMANENT, NOT_APPLIED, "RESOURCE_EXHAUSTED"));
    }

    @Test
    void whatSomebodyElseHoldsIsFreeInASecond() {
        assertThat(TABLE.classify(Status.FAILED_PRECONDITION.asRuntimeException()))
                .isEqualTo(new Failure(LOCK, NOT_APPLIED, Duration.ofSeconds(1), "FAILED_PRECONDITION"));
    }

    @Test
    void theClientsOwnExceptionIsARefusalByTheServer() {
        assertThat(TABLE.classify(new QdrantException("result was false")))
                .isEqualTo(new Failure(PERMANENT, NOT_APPLIED, "REFUSED"));
    }

    @Test
    void whatIsNoStatusIsReadByTheStandardTable() {
        assertThat(TABLE.classify(new IllegalArgumentException("bad")))
                .isEqualTo(FailureClassifier.standard().classify(new IllegalArgumentException("bad")));
        assertThat(TABLE.classify(new ConnectException("refused")).kind()).isEqualTo(CONNECTION_DEAD);
        assertThat(TABLE.classify(Status.UNKNOWN.asRuntimeException()).kind()).isEqualTo(TRANSIENT);
    }

    private static Failure exhausted(String hint) {
        Metadata trailers = new Metadata();
        trailers.put(Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER), hint);
        return TABLE.classify(Status.RESOURCE_EXHAUSTED.asRuntimeException(trailers));
    }
}
