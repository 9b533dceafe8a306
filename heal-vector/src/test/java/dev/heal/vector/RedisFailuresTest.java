package dev.heal.vector;

import static dev.heal.failure.Failure.Kind.CONNECTION_DEAD;
import static dev.heal.failure.Failure.Kind.FAILOVER;
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
import io.lettuce.core.RedisBusyException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisLoadingException;
import io.lettuce.core.RedisReadOnlyException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class RedisFailuresTest {

    static Stream<Arguments> rows() {
        return Stream.of(
                arguments(new RedisCommandTimeoutException("late"), new Failure(TIME_OUT, MAYBE_APPLIED, "TIMEOUT")),
                arguments(
                        new RedisConnectionException("refused", new ConnectException("refused")),
                        new Failure(CONNECTION_DEAD, NOT_SENT, "CONNECT")),
                arguments(
                        new RedisException("Connection closed"),
                        new Failure(CONNECTION_DEAD, MAYBE_APPLIED, "CONNECTION")),
                arguments(new RedisLoadingException("LOADING in memory"), passing("LOADING")),
                arguments(new RedisBusyException("BUSY a script"), passing("BUSY")),
                arguments(answer("CLUSTERDOWN no slots"), passing("CLUSTERDOWN")),
                arguments(answer("TRYAGAIN later"), passing("TRYAGAIN")),
                arguments(answer("MASTERDOWN link"), passing("MASTERDOWN")),
                arguments(answer("OOM command not allowed"), new Failure(OVERLOAD, NOT_APPLIED, "OOM")),
                arguments(answer("MISCONF disk"), new Failure(OVERLOAD, NOT_APPLIED, "MISCONF")),
                arguments(answer("NOREPLICAS"), new Failure(OVERLOAD, NOT_APPLIED, "NOREPLICAS")),
                arguments(answer("ERR max number of clients reached"), new Failure(OVERLOAD, NOT_APPLIED, "ERR")),
                arguments(
                        new RedisReadOnlyException("READONLY replica"), new Failure(FAILOVER, NOT_APPLIED, "READONLY")),
                arguments(
                        new RedisException("Currently not connected. Commands are rejected."),
                        new Failure(CONNECTION_DEAD, NOT_SENT, "NOT_CONNECTED")),
                arguments(
                        new RedisException("Connection disconnected"),
                        new Failure(CONNECTION_DEAD, MAYBE_APPLIED, "CONNECTION")),
                arguments(
                        new RedisException("Request queue size exceeded: 1000. Commands are not accepted until the"
                                + " queue size drops."),
                        new Failure(OVERLOAD, NOT_SENT, "QUEUE_FULL")),
                arguments(
                        new RedisException("Internal stack size exceeded: 1000. Commands are not accepted until the"
                                + " stack size drops."),
                        new Failure(OVERLOAD, NOT_SENT, "QUEUE_FULL")),
                arguments(answer("NOSCRIPT no script"), new Failure(PERMANENT, NOT_APPLIED, "NOSCRIPT")),
                arguments(answer("ERR syntax error"), new Failure(PERMANENT, NOT_APPLIED, "ERR")),
                arguments(answer("WRONGPASS invalid"), new Failure(PERMANENT, NOT_APPLIED, "WRONGPASS")),
                arguments(answer("NOPERM this user"), new Failure(PERMANENT, NOT_APPLIED, "NOPERM")),
                arguments(answer("WRONGTYPE value"), new Failure(PERMANENT, NOT_APPLIED, "WRONGTYPE")),
                arguments(answer("NOAUTH required"), new Failure(PERMANENT, NOT_APPLIED, "NOAUTH")),
                arguments(new TimeoutException(), new Failure(TIME_OUT, MAYBE_APPLIED, "TimeoutException")),
                arguments(
                        new ExecutionException(new ConnectException("refused")),
                        new Failure(CONNECTION_DEAD, NOT_SENT, "ConnectException")));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyExceptionHasItsMeaning(Throwable thrown, Failure expected) {
        assertThat(RedisFailures.INSTANCE.classify(thrown)).isEqualTo(expected);
    }

    private static Failure passing(String word) {
        return new Failure(TRANSIENT, NOT_APPLIED, Duration.ofMillis(100), word);
    }

    private static RedisCommandExecutionException answer(String message) {
        return new RedisCommandExecutionException(message);
    }
}
