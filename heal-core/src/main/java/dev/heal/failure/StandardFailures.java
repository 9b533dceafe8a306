package dev.heal.failure;

import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import java.io.FileNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.file.FileSystemException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The JDK's exception types, first match wins; the table is the whole rule. */
enum StandardFailures implements FailureClassifier {
    INSTANCE;

    private record Row(Class<? extends Throwable> type, Kind kind, Phase phase) {}

    private static final List<Row> TABLE = List.of(
            new Row(ConnectException.class, Kind.CONNECTION_DEAD, Phase.NOT_SENT),
            new Row(NoRouteToHostException.class, Kind.CONNECTION_DEAD, Phase.NOT_SENT),
            new Row(UnknownHostException.class, Kind.TRANSIENT, Phase.NOT_SENT),
            new Row(HttpConnectTimeoutException.class, Kind.TIME_OUT, Phase.NOT_SENT),
            new Row(HttpTimeoutException.class, Kind.TIME_OUT, Phase.MAYBE_APPLIED),
            new Row(SocketTimeoutException.class, Kind.TIME_OUT, Phase.MAYBE_APPLIED),
            new Row(TimeoutException.class, Kind.TIME_OUT, Phase.MAYBE_APPLIED),
            // a certificate or a path does not mend itself
            new Row(SSLHandshakeException.class, Kind.PERMANENT, Phase.NOT_SENT),
            new Row(SSLPeerUnverifiedException.class, Kind.PERMANENT, Phase.NOT_SENT),
            new Row(FileNotFoundException.class, Kind.PERMANENT, Phase.NOT_APPLIED),
            new Row(FileSystemException.class, Kind.PERMANENT, Phase.NOT_APPLIED),
            // programming errors: the next try makes the same mistake
            new Row(IllegalArgumentException.class, Kind.PERMANENT, Phase.MAYBE_APPLIED),
            new Row(NullPointerException.class, Kind.PERMANENT, Phase.MAYBE_APPLIED),
            new Row(ClassCastException.class, Kind.PERMANENT, Phase.MAYBE_APPLIED),
            new Row(IndexOutOfBoundsException.class, Kind.PERMANENT, Phase.MAYBE_APPLIED),
            new Row(UnsupportedOperationException.class, Kind.PERMANENT, Phase.MAYBE_APPLIED),
            new Row(SecurityException.class, Kind.PERMANENT, Phase.MAYBE_APPLIED));

    private static final int DEPTH = 8;

    @Override
    public Failure classify(Throwable thrown) {
        Throwable cause = thrown;
        for (int i = 0; i < DEPTH && cause.getCause() != null && isWrapper(cause); i++) {
            cause = cause.getCause();
        }
        String code = cause.getClass().getSimpleName();
        for (Row row : TABLE) {
            if (row.type.isInstance(cause)) {
                return new Failure(row.kind, row.phase, code);
            }
        }
        return new Failure(Kind.TRANSIENT, Phase.MAYBE_APPLIED, code);
    }

    private static boolean isWrapper(Throwable thrown) {
        return thrown instanceof ExecutionException || thrown instanceof CompletionException;
    }
}
