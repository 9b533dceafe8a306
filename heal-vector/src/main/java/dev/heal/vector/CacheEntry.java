package dev.heal.vector;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A cached answer: one byte of version, eight bytes of the time it was made in milliseconds since 1970 (big-endian), then
 * Qdrant's own {@code QueryResponse}.
 */
record CacheEntry(Instant madeAt, List<ScoredPoint> points) {

    private static final byte VERSION = 1;
    private static final int HEADER = 1 + Long.BYTES;

    byte[] encode() {
        byte[] body = QueryResponse.newBuilder().addAllResult(points).build().toByteArray();
        return ByteBuffer.allocate(HEADER + body.length)
                .put(VERSION)
                .putLong(madeAt.toEpochMilli())
                .put(body)
                .array();
    }

    /** Reads an entry; empty for anything that this version did not write. */
    static Optional<CacheEntry> decode(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        try {
            Instant madeAt = Instant.ofEpochMilli(buffer.getLong());
            return Optional.of(
                    new CacheEntry(madeAt, QueryResponse.parseFrom(buffer).getResultList()));
        } catch (InvalidProtocolBufferException truncatedOrForeign) {
            return Optional.empty();
        }
    }
}
