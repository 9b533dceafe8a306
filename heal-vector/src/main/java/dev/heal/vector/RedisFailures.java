package dev.heal.vector;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.failure.FailureClassifier;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.util.Set;

/** Lettuce's exceptions, and the first word of the server's own errors. */
enum RedisFailures implements FailureClassifier {
    INSTANCE;

    private static final Set<String> PASSING = Set.of("LOADING", "CLUSTERDOWN", "TRYAGAIN", "MASTERDOWN", "BUSY");
    private static final Duration PASSING_WAIT = Duration.ofMillis(100);
    private static final Set<String> OVERLOADED = Set.of("OOM", "MISCONF", "NOREPLICAS");

    @Override
    public Failure classify(Throwable thrown) {
        if (thrown instanceof RedisCommandTimeoutException) {
            return new Failure(Kind.TIME_OUT, Phase.MAYBE_APPLIED, "TIMEOUT");
        } else if (thrown instanceof RedisConnectionException) {
            return new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "CONNECT");
        } else if (thrown instanceof RedisCommandExecutionException) {
            return answered(String.valueOf(thrown.getMessage()));
        } else if (thrown instanceof RedisException) {
            return unanswered(String.valueOf(thrown.getMessage()));
        }
        return FailureClassifier.standard().classify(thrown);
    }

    /** Lettuce's own refusals, which have no classes of their own. */
    private static Failure unanswered(String message) {
        if (message.contains("not connected")) {
            return new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "NOT_CONNECTED");
        } else if (message.contains("queue size exceeded")) {
            return new Failure(Kind.OVERLOAD, Phase.NOT_SENT, "QUEUE_FULL");
        }
        return new Failure(Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, "CONNECTION");
    }

    private static Failure answered(String message) {
        int end = message.indexOf(' ');
        String word = end < 0 ? message : message.substring(0, end);
        if (PASSING.contains(word)) {
            return new Failure(Kind.TRANSIENT, Phase.NOT_APPLIED, PASSING_WAIT, word);
        } else if (OVERLOADED.contains(word) || message.contains("max number of clients")) {
            return new Failure(Kind.OVERLOAD, Phase.NOT_APPLIED, word);
        } else if (word.equals("READONLY")) {
            return new Failure(Kind.FAILOVER, Phase.NOT_APPLIED, word);
        }
        return new Failure(Kind.PERMANENT, Phase.NOT_APPLIED, word);
    }
}
