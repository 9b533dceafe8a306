package dev.heal.scraper.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class MiniLmEmbedderTest {
    private static MiniLmEmbedder embedder;

    @BeforeAll
    static void open() {
        embedder = new MiniLmEmbedder();
    }

    @AfterAll
    static void close() {
        embedder.close();
    }

    @Test
    void vectorsHave384NumbersAndLengthOneAndAreTheSameEachTime() {
        float[] vector = embedder.embed("retry with jitter");

        assertThat(vector).hasSize(384).hasSize(embedder.dimensions());
        assertThat(dot(vector, vector)).isCloseTo(1, within(1e-4));
        assertThat(embedder.embed("retry with jitter")).isEqualTo(vector);
    }

    @Test
    void aParaphraseIsCloserThanAnotherSubject() {
        float[] query = embedder.embed("How do I close a database connection?");
        float[] same = embedder.embed("Releasing a JDBC session back to the data source");
        float[] other = embedder.embed("The recipe needs two eggs and some flour");

        assertThat(dot(query, same)).isGreaterThan(dot(query, other) + 0.2);
    }

    @Test
    void longTextsAndOddTextsAreEmbedded() {
        assertThat(embedder.embed("connection pool ".repeat(2_000)))
                .hasSize(384)
                .isNotEqualTo(new float[384]);
        assertThat(embedder.embed("\ud83d\ude00 \u4e2d\u6587 \ud83d")).hasSize(384);
        assertThat(embedder.embed("  \n ")).containsOnly(0f);
    }

    @Test
    void severalThreadsGetTheVectorsThatOneGets() throws Exception {
        List<String> texts = List.of("retry", "circuit breaker", "connection pool", "timeout");
        List<Callable<float[]>> jobs = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String text = texts.get(i % texts.size());
            jobs.add(() -> embedder.embed(text));
        }
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<float[]>> vectors = threads.invokeAll(jobs);
            for (int i = 0; i < vectors.size(); i++) {
                assertThat(vectors.get(i).get()).isEqualTo(embedder.embed(texts.get(i % texts.size())));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aClosedEmbedderRefusesAndClosingTwiceIsFine() {
        MiniLmEmbedder brief = new MiniLmEmbedder();
        brief.embed("retry");
        brief.close();
        brief.close();

        assertThatThrownBy(() -> brief.embed("retry"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("embedder: must be open, was closed; make a new one");
        assertThatThrownBy(() -> new MiniLmEmbedder(0)).isInstanceOf(IllegalArgumentException.class);
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
