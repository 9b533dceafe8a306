package dev.heal.vector;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import dev.heal.vector.ChannelPolicy.Event;
import io.grpc.Status;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Asks a server for its health, with a deadline of its own and past the client's log of failures. */
final class ServerProbe {

    private static final long DEADLINE_MILLIS = 1_000;

    private final QdrantGrpcClient wire;

    ServerProbe(QdrantGrpcClient wire) {
        this.wire = wire;
    }

    /** Asks on the connection that the client has now, or makes; never blocks. */
    void ask(BiConsumer<Event, @Nullable Throwable> told) {
        Futures.addCallback(
                wire.qdrant()
                        .withDeadlineAfter(DEADLINE_MILLIS, TimeUnit.MILLISECONDS)
                        .healthCheck(HealthCheckRequest.getDefaultInstance()),
                new FutureCallback<HealthCheckReply>() {
                    @Override
                    public void onSuccess(@Nullable HealthCheckReply reply) {
                        told.accept(Event.PROBE_ANSWERED, null);
                    }

                    @Override
                    public void onFailure(Throwable thrown) {
                        told.accept(event(thrown), thrown);
                    }
                },
                MoreExecutors.directExecutor());
    }

    private static Event event(Throwable thrown) {
        Status.Code code = Status.fromThrowable(thrown).getCode();
        if (GrpcFailures.isConnectionLost(thrown)) {
            return Event.PROBE_UNREACHED;
        } else if (code == Status.Code.DEADLINE_EXCEEDED || code == Status.Code.CANCELLED) {
            return Event.PROBE_SILENT;
        }
        return GrpcFailures.INSTANCE.classify(thrown).kind().isEvidence() ? Event.PROBE_ERROR : Event.PROBE_ANSWERED;
    }
}
