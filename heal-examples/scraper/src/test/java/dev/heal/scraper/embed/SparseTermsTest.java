package dev.heal.scraper.embed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.vector.SparseVector;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SparseTermsTest {
    private final SparseTerms terms = new SparseTerms();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RetryConfig.ofDefaults()|retryconfig retry config ofdefault default",
                "io.github.resilience4j.retry|io github resilience4j retry",
                "HTTPClient|httpclient http client",
                "the pools of a class|pool class",
                "retries classes caches boxes matches|retry class cache box match",
                "status this bus analysis|status bus analysis",
                "maxLifetime_ms|maxlifetime max lifetime ms",
                "Größen ÄNDERN|größen ändern"
            })
    void identifiersAreTermsWholeAndInParts(String text, String expected) {
        assertThat(Words.terms(text)).containsExactly(expected.split(" "));
    }

    @Test
    void indicesAreAscendingAndNotNegativeAndValuesPositive() {
        Random random = new Random(2);
        for (int run = 0; run < 500; run++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(300), 0x20, 0x250).forEach(c -> text.append((char) c));
            SparseVector vector = terms.of(text.toString());

            List<Integer> indices = vector.indices();
            for (int i = 0; i < indices.size(); i++) {
                assertThat(indices.get(i)).isGreaterThan(i == 0 ? -1 : indices.get(i - 1));
                assertThat(vector.values().get(i)).isPositive();
            }
            assertThat(terms.of(text.toString()).values()).isEqualTo(vector.values());
        }
    }

    @Test
    void aTermSaidOftenCountsMoreButNotManyTimesMore() {
        float once = terms.of("retry").values().get(0);
        float often = terms.of("retry ".repeat(50)).values().get(0);

        assertThat(often).isGreaterThan(once).isLessThan(3 * once);
    }

    @Test
    void aTermCountsLessInALongText() {
        double inShort = dot(terms.of("retry"), terms.of("retry with jitter"));
        double inLong = dot(terms.of("retry"), terms.of("retry with jitter " + "and other words ".repeat(100)));

        assertThat(inShort).isGreaterThan(inLong).isPositive();
        assertThat(inLong).isPositive();
    }

    @Test
    void stopWordsAloneGiveNothing() {
        assertThat(terms.of("what is the").isEmpty()).isTrue();
        assertThat(terms.of("").isEmpty()).isTrue();
    }

    @Test
    void hashesAreTheSameForAllTime() {
        // stored vectors depend on it
        assertThat(terms.of("retry").indices()).containsExactly(1_393_306_356);
    }

    private static double dot(SparseVector a, SparseVector b) {
        double sum = 0;
        for (int i = 0; i < a.indices().size(); i++) {
            int other = b.indices().indexOf(a.indices().get(i));
            sum += other < 0 ? 0 : (double) a.values().get(i) * b.values().get(other);
        }
        return sum;
    }
}
