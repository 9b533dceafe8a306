package dev.heal.failure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.PortUnreachableException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class StandardFailuresTest {

    private final FailureClassifier standard = FailureClassifier.standard();

    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(new ConnectException(), Kind.CONNECTION_DEAD, Phase.NOT_SENT),
                Arguments.of(new NoRouteToHostException(), Kind.CONNECTION_DEAD, Phase.NOT_SENT),
                Arguments.of(new UnknownHostException("db"), Kind.TRANSIENT, Phase.NOT_SENT),
                Arguments.of(new HttpConnectTimeoutException("slow"), Kind.TIME_OUT, Phase.NOT_SENT),
                Arguments.of(new HttpTimeoutException("slow"), Kind.TIME_OUT, Phase.MAYBE_APPLIED),
                Arguments.of(new SocketTimeoutException(), Kind.TIME_OUT, Phase.MAYBE_APPLIED),
                Arguments.of(new TimeoutException(), Kind.TIME_OUT, Phase.MAYBE_APPLIED),
                Arguments.of(new SSLHandshakeException("bad"), Kind.PERMANENT, Phase.NOT_SENT),
                Arguments.of(new SSLPeerUnverifiedException("bad"), Kind.PERMANENT, Phase.NOT_SENT),
                Arguments.of(new FileNotFoundException(), Kind.PERMANENT, Phase.NOT_APPLIED),
                Arguments.of(new FileSystemException("f"), Kind.PERMANENT, Phase.NOT_APPLIED),
                Arguments.of(new NoSuchFileException("f"), Kind.PERMANENT, Phase.NOT_APPLIED),
                Arguments.of(new IllegalArgumentException(), Kind.PERMANENT, Phase.MAYBE_APPLIED),
                Arguments.of(new NumberFormatException(), Kind.PERMANENT, Phase.MAYBE_APPLIED),
                Arguments.of(new NullPointerException(), Kind.PERMANENT, Phase.MAYBE_APPLIED),
                Arguments.of(new ClassCastException(), Kind.PERMANENT, Phase.MAYBE_APPLIED),
                Arguments.of(new ArrayIndexOutOfBoundsException(), Kind.PERMANENT, Phase.MAYBE_APPLIED),
                Arguments.of(new UnsupportedOperationException(), Kind.PERMANENT, Phase.MAYBE_APPLIED),
                Arguments.of(new SecurityException(), Kind.PERMANENT, Phase.MAYBE_APPLIED),
                Arguments.of(new IOException(), Kind.TRANSIENT, Phase.MAYBE_APPLIED),
                Arguments.of(new SocketException("reset"), Kind.TRANSIENT, Phase.MAYBE_APPLIED),
                Arguments.of(new PortUnreachableException(), Kind.TRANSIENT, Phase.MAYBE_APPLIED),
                Arguments.of(new SSLException("cut"), Kind.TRANSIENT, Phase.MAYBE_APPLIED),
                Arguments.of(new IllegalStateException(), Kind.TRANSIENT, Phase.MAYBE_APPLIED),
                Arguments.of(new Exception(), Kind.TRANSIENT, Phase.MAYBE_APPLIED));
    }

    @ParameterizedTest
    @MethodSource("table")
    void typesOfTheJdkHaveOneMeaning(Exception thrown, Kind kind, Phase phase) {
        Failure expected = new Failure(kind, phase, thrown.getClass().getSimpleName());

        assertThat(standard.classify(thrown)).isEqualTo(expected);
        assertThat(standard.classify(new ExecutionException(thrown))).isEqualTo(expected);
        assertThat(standard.classify(new CompletionException(new ExecutionException(thrown))))
                .isEqualTo(expected);
    }

    @Test
    void onlyWrappersOfTheJdkAreLookedInto() {
        assertThat(standard.classify(new IllegalStateException(new ConnectException())))
                .isEqualTo(new Failure(Kind.TRANSIENT, Phase.MAYBE_APPLIED, "IllegalStateException"));
    }

    @Test
    void aWrapperWithoutACauseIsItself() {
        assertThat(standard.classify(new CompletionException("hollow", null)))
                .isEqualTo(new Failure(Kind.TRANSIENT, Phase.MAYBE_APPLIED, "CompletionException"));
    }

    @Test
    void wrappersThatContainEachOtherComeToAnEnd() {
        Exception loop = new ExecutionException("loop", null) {
            private static final long serialVersionUID = 1L;

            @Override
            public synchronized Throwable getCause() {
                return this;
            }
        };
        assertThat(standard.classify(loop).kind()).isEqualTo(Kind.TRANSIENT);
    }

    @Test
    void theCodeIsNeverAMessage() {
        assertThat(standard.classify(new IOException("password=secret")).toString())
                .doesNotContain("secret");
    }

    @Test
    void aFailureMovesToAnotherPhaseAndKeepsTheRest() {
        Failure failure = new Failure(Kind.OVERLOAD, Phase.MAYBE_APPLIED, Duration.ofSeconds(3), "429");
        assertThat(failure.at(Phase.NOT_SENT))
                .isEqualTo(new Failure(Kind.OVERLOAD, Phase.NOT_SENT, Duration.ofSeconds(3), "429"));
    }

    @Test
    void onlyUnsafeCallsThatMayHaveBeenAppliedAreNotRepeated() {
        for (Effect effect : Effect.values()) {
            for (Phase phase : Phase.values()) {
                assertThat(effect.mayRepeatAfter(phase))
                        .isEqualTo(!(effect == Effect.UNSAFE && phase == Phase.MAYBE_APPLIED));
            }
        }
    }
}
