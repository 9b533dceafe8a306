package dev.heal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.chaos.app.CallLine;
import dev.heal.chaos.app.CallLine.Found;
import dev.heal.chaos.app.CallLine.Kind;
import dev.heal.chaos.app.CallLine.Outcome;
import dev.heal.chaos.app.Texts;
import dev.heal.scraper.embed.HashingEmbedder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Pages 201 to 240 were stored one a second, each in half a second; the last one failed. */
final class OracleTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long LAST = 240;

    private final Texts texts = new Texts(5);
    private final HashingEmbedder embedder = new HashingEmbedder();
    private final Oracle oracle = new Oracle(texts, pages(), Duration.ofMinutes(1));

    @Test
    void whatIsNearestIsRight() {
        assertThat(oracle.isRight(search(100, 0, nearest(LAST - 1)))).isTrue();
        assertThat(oracle.isRight(search(100, 0, nearest(LAST)))).isTrue();
    }

    @Test
    void oneOfTenMayBeMissingAndNotTwo() {
        List<Long> ranked = ranked(LAST - 1);
        assertThat(oracle.isRight(search(100, 0, without(ranked, 1)))).isTrue();
        assertThat(oracle.isRight(search(100, 0, without(ranked, 2)))).isFalse();
        assertThat(oracle.isRight(search(100, 0, ranked.subList(0, 8)))).isFalse();
    }

    @Test
    void anAnswerIsHeldAgainstWhatWasThereWhenItSaysThatItWasMade() {
        List<Long> old = nearest(200);
        assertThat(oracle.isRight(search(0, 0, old))).isTrue();
        assertThat(oracle.isRight(search(50, 50_000, old))).isTrue();
        assertThat(oracle.isRight(search(100, 0, old)))
                .as("forty documents are newer")
                .isEqualTo(recall(old) >= 9);
    }

    @Test
    void nothingIsFoundTwiceNorBeforeItIsThereNorOlderThanTheLimit() {
        List<Long> ranked = nearest(LAST - 1);
        List<Long> twice = new ArrayList<>(ranked.subList(0, 9));
        twice.add(ranked.get(0));
        assertThat(oracle.isRight(search(100, 0, twice))).isFalse();
        List<Long> foreign = new ArrayList<>(ranked.subList(0, 9));
        foreign.add(999L);
        assertThat(oracle.isRight(search(100, 0, foreign))).isFalse();
        assertThat(oracle.isRight(search(100, 60_000, ranked))).isTrue();
        assertThat(oracle.isRight(search(100, 60_001, ranked))).isFalse();
    }

    private static List<CallLine> pages() {
        return LongStream.rangeClosed(201, LAST)
                .mapToObj(id -> new CallLine(
                        Kind.CRAWL,
                        (id - 200) * SECOND,
                        (id - 200) * SECOND + SECOND / 2,
                        id == LAST ? Outcome.FAILED : Outcome.WRITTEN,
                        "",
                        id,
                        Found.NOTHING))
                .toList();
    }

    private static CallLine search(long atSecond, long ageMillis, List<Long> hits) {
        return new CallLine(
                Kind.SEARCH, atSecond * SECOND, atSecond * SECOND + 1, Outcome.LIVE, "", 3, new Found(ageMillis, hits));
    }

    private List<Long> nearest(long upTo) {
        return ranked(upTo).subList(0, 10);
    }

    private List<Long> ranked(long upTo) {
        return LongStream.rangeClosed(1, upTo)
                .boxed()
                .sorted(Comparator.comparingDouble(id -> -score(id)))
                .toList();
    }

    private static List<Long> without(List<Long> ranked, int missing) {
        List<Long> hits = new ArrayList<>(ranked.subList(missing, 10));
        // the worst of all in their place
        hits.addAll(ranked.subList(ranked.size() - missing, ranked.size()));
        return hits;
    }

    private long recall(List<Long> hits) {
        return nearest(LAST - 1).stream().filter(hits::contains).count();
    }

    private double score(long id) {
        float[] question = embedder.embed(texts.question(3));
        float[] document = embedder.embed(texts.document(id));
        double sum = 0;
        for (int i = 0; i < question.length; i++) {
            sum += (double) question[i] * document[i];
        }
        return sum;
    }
}
