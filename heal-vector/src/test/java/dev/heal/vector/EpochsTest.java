package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.vector.Epochs.Epoch;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EpochsTest {

    @ParameterizedTest
    @CsvSource(
            textBlock = // local value, told, seen in Redis (empty: nothing) -> local value, told
                    """
            0, true,  ,  0, true
            0, true,  7, 7, true
            7, true,  ,  7, false
            7, true,  7, 7, true
            7, true,  8, 8, true
            7, false, ,  7, false
            7, false, 7, 7, true
            7, false, 8, 7, false
            """)
    void whatRedisSaysGoesUnlessItWasNotToldYet(long value, boolean told, Long remote, long after, boolean toldAfter) {
        assertThat(new Epoch(value, told).seen(remote)).isEqualTo(new Epoch(after, toldAfter));
    }

    @Test
    void aReadThatWasSentBeforeAWriteDoesNotBringTheOldNumberBack() {
        Epochs epochs = new Epochs();
        epochs.advance("docs", 1);
        epochs.told("docs", epochs.of("docs"));
        Epoch sentWith = epochs.of("docs");
        epochs.advance("docs", 2);
        epochs.told("docs", epochs.of("docs"));
        assertThat(epochs.seen("docs", sentWith, Epochs.bytes(sentWith))).isEqualTo(new Epoch(2, true));
        assertThat(epochs.of("docs")).isEqualTo(new Epoch(2, true));
    }

    @Test
    void whatIsNotEightBytesIsNothing() {
        Epochs epochs = new Epochs();

        assertThat(epochs.seen("docs", epochs.of("docs"), new byte[3])).isEqualTo(Epoch.FIRST);
        assertThat(epochs.seen("docs", epochs.of("docs"), null)).isEqualTo(Epoch.FIRST);
        assertThat(epochs.seen("docs", epochs.of("docs"), Epochs.bytes(new Epoch(-9, true))))
                .isEqualTo(new Epoch(-9, true));
    }

    @Test
    void aWriteMeanwhileIsNotForgotten() {
        Epochs epochs = new Epochs();
        epochs.advance("docs", 5);
        Epoch first = epochs.of("docs");
        epochs.advance("docs", 6);

        epochs.told("docs", first);

        assertThat(epochs.of("docs")).isEqualTo(new Epoch(6, false));
        assertThat(epochs.untold()).containsExactly("docs");
    }

    @Test
    void zeroIsNeverDrawn() {
        Epochs epochs = new Epochs();
        epochs.advance("docs", 0);

        assertThat(epochs.of("docs").value()).isNotZero();
    }

    /** Caches on one Redis that loses messages and data: once told and asked, all agree on a write that was made last. */
    @Test
    void cachesThatTalkAgreeInTheEnd() {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            Epochs[] caches = {new Epochs(), new Epochs(), new Epochs()};
            byte[] redis = null;
            for (int step = 0; step < 50; step++) {
                Epochs cache = caches[random.nextInt(3)];
                switch (random.nextInt(4)) {
                    case 0 -> cache.advance("c", random.nextLong());
                    case 1 -> cache.seen("c", cache.of("c"), redis);
                    case 2 -> redis = random.nextInt(5) == 0 ? null : redis;
                    default -> redis = tell(cache, redis);
                }
            }
            for (int round = 0; round < 3; round++) {
                for (Epochs cache : caches) {
                    cache.seen("c", cache.of("c"), redis);
                    redis = tell(cache, redis);
                }
            }
            assertThat(caches[1].of("c")).as("seed %d", seed).isEqualTo(caches[0].of("c"));
            assertThat(caches[2].of("c")).as("seed %d", seed).isEqualTo(caches[0].of("c"));
        }
    }

    private static byte[] tell(Epochs cache, byte[] redis) {
        Epoch epoch = cache.of("c");
        if (epoch.told()) {
            return redis;
        }
        cache.told("c", epoch);
        return Epochs.bytes(epoch);
    }
}
