package dev.heal.testbed.qdrant;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.grpc.CollectionsGrpc;
import io.qdrant.client.grpc.PointsGrpc;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Shows the faults of a {@link QdrantFaults} to calls. Thread-safe; a delayed answer occupies no thread. */
final class FaultInterceptor implements ServerInterceptor {
    private static final Set<String> READS = Set.of(
            CollectionsGrpc.getGetMethod().getFullMethodName(),
            CollectionsGrpc.getListMethod().getFullMethodName(),
            CollectionsGrpc.getListAliasesMethod().getFullMethodName(),
            CollectionsGrpc.getListCollectionAliasesMethod().getFullMethodName(),
            CollectionsGrpc.getCollectionExistsMethod().getFullMethodName(),
            PointsGrpc.getGetMethod().getFullMethodName(),
            PointsGrpc.getScrollMethod().getFullMethodName(),
            PointsGrpc.getCountMethod().getFullMethodName(),
            PointsGrpc.getSearchMethod().getFullMethodName(),
            PointsGrpc.getSearchBatchMethod().getFullMethodName(),
            PointsGrpc.getQueryMethod().getFullMethodName(),
            PointsGrpc.getQueryBatchMethod().getFullMethodName());

    private final QdrantFaults faults;
    // One thread: the parts of an answer, all later by the same time, stay in their order.
    private final ScheduledExecutorService timer;

    FaultInterceptor(QdrantFaults faults, ScheduledExecutorService timer) {
        this.faults = faults;
        this.timer = timer;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        Duration delay = faults.delay();
        ServerCall<Q, A> answering = delay.isZero() ? call : new LateCall<>(call, delay, timer);
        StatusRuntimeException refusal =
                faults.next(isWrite(call.getMethodDescriptor().getFullMethodName()));
        if (refusal == null) {
            return next.startCall(answering, headers);
        }
        Metadata trailers = refusal.getTrailers();
        answering.close(refusal.getStatus(), trailers == null ? new Metadata() : trailers);
        return new ServerCall.Listener<>() {};
    }

    private static boolean isWrite(String method) {
        boolean data = method.startsWith(PointsGrpc.SERVICE_NAME + "/")
                || method.startsWith(CollectionsGrpc.SERVICE_NAME + "/");
        return data && !READS.contains(method);
    }

    private static final class LateCall<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final long delayNanos;
        private final ScheduledExecutorService timer;

        LateCall(ServerCall<Q, A> call, Duration delay, ScheduledExecutorService timer) {
            super(call);
            this.delayNanos = delay.toNanos();
            this.timer = timer;
        }

        @Override
        public void sendHeaders(Metadata headers) {
            later(() -> super.sendHeaders(headers));
        }

        @Override
        public void sendMessage(A message) {
            later(() -> super.sendMessage(message));
        }

        @Override
        public void close(Status status, Metadata trailers) {
            later(() -> super.close(status, trailers));
        }

        private void later(Runnable part) {
            var unused = timer.schedule(part, delayNanos, TimeUnit.NANOSECONDS);
        }
    }
}
