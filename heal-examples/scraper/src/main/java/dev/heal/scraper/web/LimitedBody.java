package dev.heal.scraper.web;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import org.jspecify.annotations.Nullable;

/** Collects a body up to a limit; one byte more and it lets go of the connection. Signals come one after the other. */
final class LimitedBody implements BodySubscriber<LimitedBody.Body> {
    private final int limit;
    private final CompletableFuture<Body> result = new CompletableFuture<>();
    private byte[] bytes = new byte[0];
    private int length;
    private @Nullable Subscription subscription;

    /** A limit of 0 takes no byte and is complete at once. */
    LimitedBody(int limit) {
        this.limit = limit;
    }

    @Override
    public CompletionStage<Body> getBody() {
        return result;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        this.subscription = subscription;
        if (limit == 0) {
            subscription.cancel();
            result.complete(new Body(new byte[0], true));
        } else {
            subscription.request(Long.MAX_VALUE);
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            int taken = Math.min(buffer.remaining(), limit - length);
            if (length + taken > bytes.length) {
                bytes = Arrays.copyOf(bytes, (int) Math.min(limit, Math.max(8192L, 2L * (length + taken))));
            }
            buffer.get(bytes, length, taken);
            length += taken;
            if (buffer.hasRemaining()) {
                cancel();
                result.complete(body(true));
                return;
            }
        }
    }

    @Override
    public void onError(Throwable error) {
        result.completeExceptionally(error);
    }

    @Override
    public void onComplete() {
        result.complete(body(false));
    }

    /** Lets go of the connection. */
    private void cancel() {
        Subscription current = subscription;
        if (current != null) {
            current.cancel();
        }
    }

    private Body body(boolean cut) {
        return new Body(Arrays.copyOf(bytes, length), cut);
    }

    /** What came of the body. */
    static final class Body {
        private final byte[] bytes;
        private final boolean cut;

        private Body(byte[] bytes, boolean cut) {
            this.bytes = bytes;
            this.cut = cut;
        }

        byte[] bytes() {
            return bytes;
        }

        /** Whether there was more than the limit. */
        boolean cut() {
            return cut;
        }
    }
}
