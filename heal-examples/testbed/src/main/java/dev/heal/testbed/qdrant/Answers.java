package dev.heal.testbed.qdrant;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Sends the one answer of a unary call. Stateless. */
final class Answers {
    private Answers() {}

    /** Works out the answer and sends it, or the status thrown. */
    static <R> void send(StreamObserver<R> observer, Supplier<R> work) {
        R answer;
        try {
            answer = work.get();
        } catch (StatusRuntimeException refusal) {
            observer.onError(refusal);
            return;
        } catch (RuntimeException bug) {
            observer.onError(Status.INTERNAL
                    .withDescription("Service internal error: " + bug)
                    .withCause(bug)
                    .asRuntimeException());
            return;
        }
        observer.onNext(answer);
        observer.onCompleted();
    }

    /** The seconds since {@code startNanos}, as answers report them. */
    static double secondsSince(long startNanos) {
        return (System.nanoTime() - startNanos) / (double) TimeUnit.SECONDS.toNanos(1);
    }
}
