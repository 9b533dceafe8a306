package dev.heal.vector;

import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.failure.FailureClassifier;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;

/** Lettuce's exceptions, and the first word of the server's own errors. */
enum RedisFailures implements FailureClassifier {
    INSTANCE;

    private static final Set<String> PASSING = Set.of("LOADING", "CLUSTERDOWN", "TRYAGAIN", "MASTERDOWN", "BUSY");
    private static final Duration PASSING_WAIT = Duration.ofMillis(100);
    private static final int DEPTH = 8;
    private static final Set<String> OVERLOADED = Set.of("OOM", "MISCONF", "NOREPLICAS");

    @Override
    public Failure classify(Throwable thrown) {
        if (thrown instanceof RedisCommandTimeoutException) {
            return new Failure(Kind.TIME_OUT, Phase.MAYBE_APPLIED, "TIMEOUT");
        } else if (thrown instanceof RedisConnectionException) {
            return unconnected(thrown);
        } else if (thrown instanceof RedisCommandExecutionException) {
            return answered(String.valueOf(thrown.getMessage()));
        } else if (thrown instanceof RedisException) {
            return unanswered(String.valueOf(thrown.getMessage()));
        }
        Failure plain = FailureClassifier.standard().classify(thrown);
        Throwable cause = thrown instanceof ExecutionException || thrown instanceof CompletionException
                ? thrown.getCause()
                : thrown;
        // netty's own exception reaches the first call in flight when the connection breaks
        return cause instanceof IOException && plain.kind() == Kind.TRANSIENT && plain.phase() == Phase.MAYBE_APPLIED
                ? new Failure(Kind.CONNECTION_DEAD, Phase.MAYBE_APPLIED, plain.code())
                : plain;
    }

    /** A server that answered the greeting by an error is there; without an answer, nothing of the call was sent. */
    private static Failure unconnected(Throwable thrown) {
        Throwable seen = thrown;
        for (int depth = 0; seen != null && depth < DEPTH; depth++, seen = seen.getCause()) {
            if (seen instanceof RedisCommandExecutionException) {
                return answered(String.valueOf(seen.getMessage())).at(Phase.NOT_SENT);
            } else if (seen instanceof SSLException) {
                // one side speaks TLS, the other does not, or they do not trust each other: a matter of settings
                return new Failure(Kind.PERMANENT, Phase.NOT_SENT, "TLS");
            }
        }
        return new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "CONNECT");
    }

    /** Lettuce's own refusals, which have no classes of their own. */
    private static Failure unanswered(String message) {
        if (message.contains("not connected")) {
            return new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "NOT_CONNECTED");
        } else if (message.contains("size exceeded")) {
            // of the queue of requests, or of the stack of commands on their way
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
