package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.PointIdFactory;
import io.qdrant.client.ValueFactory;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CacheEntryTest {

    private static final CacheEntry ENTRY = new CacheEntry(
            Instant.parse("2026-01-02T03:04:05.678Z"),
            List.of(scored(1, "first"), scored(2, "second"), scored(3, "third")));

    @Test
    void isReadAsItWasWritten() {
        assertThat(CacheEntry.decode(ENTRY.encode())).contains(ENTRY);
    }

    @Test
    void anAnswerWithoutHitsIsReadAsItWasWritten() {
        CacheEntry empty = new CacheEntry(ENTRY.madeAt(), List.of());

        assertThat(CacheEntry.decode(empty.encode())).contains(empty);
    }

    @Test
    void cutOffAnywhereItIsNoEntry() {
        byte[] whole = ENTRY.encode();
        for (int length = 0; length < whole.length; length++) {
            assertThat(CacheEntry.decode(Arrays.copyOf(whole, length)))
                    .as("%d bytes of %d", length, whole.length)
                    .isEmpty();
        }
    }

    @Test
    void withAnyBitTurnedItIsNoEntry() {
        byte[] bytes = ENTRY.encode();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(CacheEntry.decode(bytes)).as("bit %d turned", bit).isEmpty();
            bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        }
    }

    @Test
    void whatSomebodyElseWroteIsNoEntry() {
        assertThat(CacheEntry.decode("{\"hits\":[]}".getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
        Random random = new Random(3);
        for (int i = 0; i < 10_000; i++) {
            byte[] foreign = new byte[random.nextInt(64)];
            random.nextBytes(foreign);
            if (foreign.length > 0) {
                foreign[0] = 1;
            }
            assertThat(CacheEntry.decode(foreign)).isEmpty();
        }
    }

    private static ScoredPoint scored(long id, String text) {
        return ScoredPoint.newBuilder()
                .setId(PointIdFactory.id(id))
                .setScore(1f / id)
                .putPayload("text", ValueFactory.value(text))
                .build();
    }
}
