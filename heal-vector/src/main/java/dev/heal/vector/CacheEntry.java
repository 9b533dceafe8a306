package dev.heal.vector;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A cached answer: one byte of version, four bytes of checksum (CRC-32C of what follows), eight bytes of the time it was made
 * in milliseconds since 1970, then Qdrant's own {@code QueryResponse}. Numbers are big-endian. The checksum is needed because
 * a response cut off between two hits is a response too.
 */
record CacheEntry(Instant madeAt, List<ScoredPoint> points) {

    private static final byte VERSION = 1;
    private static final int CHECKED = 1 + Integer.BYTES;
    private static final int HEADER = CHECKED + Long.BYTES;

    byte[] encode() {
        byte[] body = QueryResponse.newBuilder().addAllResult(points).build().toByteArray();
        ByteBuffer entry = ByteBuffer.allocate(HEADER + body.length)
                .put(VERSION)
                .putInt(0)
                .putLong(madeAt.toEpochMilli())
                .put(body);
        return entry.putInt(1, checksum(entry.array())).array();
    }

    /** Reads an entry; empty for anything that this version did not write. */
    static Optional<CacheEntry> decode(byte[] bytes) {
        if (bytes.length < HEADER || bytes[0] != VERSION) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        if (buffer.getInt() != checksum(bytes)) {
            return Optional.empty();
        }
        try {
            Instant madeAt = Instant.ofEpochMilli(buffer.getLong());
            return Optional.of(
                    new CacheEntry(madeAt, QueryResponse.parseFrom(buffer).getResultList()));
        } catch (InvalidProtocolBufferException foreign) {
            return Optional.empty();
        }
    }

    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, CHECKED, bytes.length - CHECKED);
        return (int) crc.getValue();
    }
}
