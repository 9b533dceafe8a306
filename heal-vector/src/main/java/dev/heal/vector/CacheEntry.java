package dev.heal.vector;

import com.google.protobuf.InvalidProtocolBufferException;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32C;

/**
 * A cached answer. As bytes, numbers big-endian:
 *
 * <pre>
 *  0  version (2)
 *  1  checksum of what follows: CRC-32C
 *  5  when the question was asked, in milliseconds since 1970
 * 13  how long the answer took, in microseconds
 * 17  the collection's epoch at that time
 * 25  the digest of the key it belongs under
 * 41  Qdrant's own QueryResponse
 * </pre>
 *
 * The checksum is needed because a response cut off between two hits is a response too; the digest because a whole entry of
 * another question, copied here, is an entry too.
 *
 * @param madeAt when the question was asked: the answer is no older
 * @param took how long the answer took, at most 35 minutes
 * @param epoch the collection's epoch when it was asked
 * @param points what was found
 */
record CacheEntry(Instant madeAt, Duration took, long epoch, List<ScoredPoint> points) {

    private static final byte VERSION = 2;
    private static final int CHECKED = 1 + Integer.BYTES;
    private static final int DIGEST = CHECKED + Long.BYTES + Integer.BYTES + Long.BYTES;
    private static final int HEADER = DIGEST + CacheKey.DIGEST_BYTES;

    byte[] encode(CacheKey key) {
        byte[] body = QueryResponse.newBuilder().addAllResult(points).build().toByteArray();
        ByteBuffer entry = ByteBuffer.allocate(HEADER + body.length)
                .put(VERSION)
                .putInt(0)
                .putLong(madeAt.toEpochMilli())
                .putInt((int) Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMicros(took.toNanos())))
                .putLong(epoch)
                .put(key.digest())
                .put(body);
        return entry.putInt(1, checksum(entry.array())).array();
    }

    /**
     * Reads an entry.
     *
     * @param bytes what was found under the key
     * @param key the key
     * @param maxBytes the largest entry that is stored, header included
     * @return empty for anything that this version did not write for this key
     */
    static Optional<CacheEntry> decode(byte[] bytes, CacheKey key, int maxBytes) {
        if (bytes.length < HEADER
                || bytes.length > maxBytes
                || bytes[0] != VERSION
                || !Arrays.equals(bytes, DIGEST, HEADER, key.digest(), 0, CacheKey.DIGEST_BYTES)) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes, 1, bytes.length - 1);
        if (buffer.getInt() != checksum(bytes)) {
            return Optional.empty();
        }
        Instant madeAt = Instant.ofEpochMilli(buffer.getLong());
        Duration took = Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(buffer.getInt()));
        long epoch = buffer.getLong();
        buffer.position(HEADER);
        try {
            return Optional.of(new CacheEntry(
                    madeAt, took, epoch, QueryResponse.parseFrom(buffer).getResultList()));
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
