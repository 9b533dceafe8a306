package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.PointIdFactory;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

final class CacheEntryTest {

    private static final int MAX = 262_144;
    private static final CacheKey KEY = key("docs");
    private static final CacheEntry ENTRY = new CacheEntry(
            Instant.parse("2026-01-02T03:04:05.678Z"),
            Duration.ofMillis(7),
            -3,
            List.of(scored(1, "first"), scored(2, "second"), scored(3, "third")));

    @Test
    void isReadAsItWasWritten() {
        assertThat(decode(ENTRY.encode(KEY))).contains(ENTRY);
    }

    @Test
    void anAnswerWithoutHitsIsReadAsItWasWritten() {
        CacheEntry empty = new CacheEntry(ENTRY.madeAt(), Duration.ZERO, Long.MAX_VALUE, List.of());

        assertThat(decode(empty.encode(KEY))).contains(empty);
    }

    @Test
    void cutOffAnywhereItIsNoEntry() {
        byte[] whole = ENTRY.encode(KEY);
        for (int length = 0; length < whole.length; length++) {
            assertThat(decode(Arrays.copyOf(whole, length)))
                    .as("%d bytes of %d", length, whole.length)
                    .isEmpty();
        }
    }

    @Test
    void withAnyBitTurnedItIsNoEntry() {
        byte[] bytes = ENTRY.encode(KEY);
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(decode(bytes)).as("bit %d turned", bit).isEmpty();
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        }
    }

    @Test
    void underTheKeyOfAnotherQuestionItIsNoEntry() {
        assertThat(CacheEntry.decode(ENTRY.encode(KEY), key("other"), MAX)).isEmpty();
    }

    @Test
    void aboveTheLargestSizeItIsNoEntry() {
        byte[] bytes = ENTRY.encode(KEY);

        assertThat(CacheEntry.decode(bytes, KEY, bytes.length)).contains(ENTRY);
        assertThat(CacheEntry.decode(bytes, KEY, bytes.length - 1)).isEmpty();
    }

    @Test
    void ofAnotherVersionItIsNoEntry() {
        byte[] bytes = ENTRY.encode(KEY);
        bytes[0] = 1;

        assertThat(decode(bytes)).isEmpty();
    }

    @Test
    void whatSomebodyElseWroteIsNoEntry() {
        assertThat(decode("{\"hits\":[]}".getBytes(StandardCharsets.UTF_8))).isEmpty();
        Random random = new Random(3);
        for (int i = 0; i < 20_000; i++) {
            byte[] foreign = new byte[random.nextInt(128)];
            random.nextBytes(foreign);
            if (foreign.length > 0) {
                foreign[0] = 2;
            }
            assertThat(decode(foreign)).isEmpty();
        }
    }

    /** The worst kind: version, digest and checksum are right, only what follows is not Qdrant's. It may decode, never throw. */
    @Test
    void noBytesBehindARightHeaderMakeItThrow() {
        byte[] whole = ENTRY.encode(KEY);
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = Arrays.copyOf(whole, 41 + random.nextInt(whole.length));
            for (int change = random.nextInt(8); change >= 0 && bytes.length > 41; change--) {
                bytes[41 + random.nextInt(bytes.length - 41)] = (byte) random.nextInt();
            }
            CRC32C crc = new CRC32C();
            crc.update(bytes, 5, bytes.length - 5);
            ByteBuffer.wrap(bytes).putInt(1, (int) crc.getValue());

            Optional<CacheEntry> read = decode(bytes);

            assertThat(read.map(CacheEntry::madeAt).orElse(ENTRY.madeAt()))
                    .as("seed %d", seed)
                    .isEqualTo(ENTRY.madeAt());
        }
    }

    private static Optional<CacheEntry> decode(byte[] bytes) {
        return CacheEntry.decode(bytes, KEY, MAX);
    }

    private static CacheKey key(String collection) {
        return CacheKey.of(
                QueryPoints.newBuilder().setCollectionName(collection).build(), "", "model");
    }

    private static ScoredPoint scored(long id, String text) {
        return ScoredPoint.newBuilder()
                .setId(PointIdFactory.id(id))
                .setScore(1f / id)
                .putPayload("text", ValueFactory.value(text))
                .build();
    }
}
