package dev.heal.scraper.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class HashingEmbedderTest {
    private final HashingEmbedder embedder = new HashingEmbedder();

    @Test
    void vectorsHaveLengthOneAndAreTheSameEachTime() {
        float[] vector = embedder.embed("retry with jitter");

        assertThat(vector).hasSize(384).hasSize(embedder.dimensions());
        assertThat(dot(vector, vector)).isCloseTo(1, within(1e-5));
        assertThat(new HashingEmbedder().embed("retry with jitter")).isEqualTo(vector);
    }

    @Test
    void textsThatShareWordsOrPartsOfThemAreCloser() {
        float[] query = embedder.embed("retry with jitter");

        assertThat(dot(query, embedder.embed("jitter of a retry")))
                .isGreaterThan(dot(query, embedder.embed("retrying calls")))
                .isGreaterThan(0.8);
        assertThat(dot(query, embedder.embed("retrying calls"))).isGreaterThan(dot(query, embedder.embed("pool size")));
    }

    @Test
    void aTextWithoutWordsIsTheZeroVector() {
        assertThat(embedder.embed(" ... ")).containsOnly(0f);
    }

    @Test
    void theLengthIsTheCallersChoiceWithinReason() {
        HashingEmbedder small = new HashingEmbedder(16);

        assertThat(small.embed("retry")).hasSize(16);
        assertThat(small.modelId()).isEqualTo("hashing-16").isNotEqualTo(embedder.modelId());
        assertThatThrownBy(() -> new HashingEmbedder(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be in [8, 65536], was 0");
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
