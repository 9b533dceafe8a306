package dev.heal.chaos.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.heal.Guard;
import dev.heal.Heal;
import dev.heal.chaos.app.CallLine.Kind;
import dev.heal.chaos.app.CallLine.Outcome;
import dev.heal.failure.Effect;
import java.io.StringWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class TrafficTest {

    private final StringWriter out = new StringWriter();
    private final EpochClock clock = new EpochClock();
    private final CountDownLatch never = new CountDownLatch(1);

    @Test
    void pagesAreSpreadEvenly() {
        Rate rate = new Rate(50, 10);
        assertThat(LongStream.range(0, 600).filter(rate::isPage).boxed().toList())
                .hasSize(100)
                .startsWith(5L, 11L, 17L);
        assertThat(rate.intervalNanos()).isEqualTo(16_666_666);
    }

    @Test
    void pagesAreNumberedInTheOrderOfTheirTurns() {
        Rate rate = new Rate(50, 10);
        assertThat(LongStream.range(0, 20).filter(rate::isPage).map(rate::page).boxed())
                .containsExactly(201L, 202L, 203L);
    }

    @Test
    void aTextFollowsFromSeedAndNumberAndHalfOfTheQuestionsRecur() {
        List<String> questions =
                LongStream.range(0, 1_000).mapToObj(new Texts(7)::question).toList();
        assertThat(LongStream.range(0, 1_000).mapToObj(new Texts(7)::question)).isEqualTo(questions);
        assertThat(questions.stream().distinct().count()).isBetween(450L, 570L);
        assertThat(new Texts(7).document(1)).isNotEqualTo(new Texts(7).document(2));
        assertThat(new Texts(7).document(1)).isNotEqualTo(new Texts(8).document(1));
        assertThat(new Texts(7).document(1)).isEqualTo(new Texts(7).document(1));
    }

    @Test
    void everyCallHasALineAndWhatDoesNotEndSaysSo() throws InterruptedException {
        Traffic traffic = new Traffic(new Scripted(), clock, new CallLog(clock, out), new Texts(1), new Rate(100, 100));
        traffic.run(Duration.ofMillis(100));
        traffic.finish();
        never.countDown();
        List<CallLine> lines = out.toString()
                .lines()
                .map(line -> CallLine.parse(line).orElseThrow())
                .toList();
        assertThat(lines).hasSizeBetween(1, 20);
        assertThat(lines)
                .filteredOn(line -> line.kind() == Kind.SEARCH)
                .allSatisfy(line -> assertThat(line.outcome()).isEqualTo(Outcome.UNANSWERED));
        assertThat(lines).filteredOn(line -> line.kind() == Kind.CRAWL).allSatisfy(line -> {
            assertThat(line.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(line.failure()).isEqualTo("08006");
            assertThat(line.id()).isPositive();
        });
    }

    @Test
    void aRefusalIsOneAlsoInsideAnotherException() {
        SQLException wrapped = new SQLException("refused", "08001", refused());
        assertThat(Failures.word(wrapped)).isEqualTo("db CLOSED");
        assertThat(Failures.outcome(wrapped)).isEqualTo(Outcome.REFUSED);
        assertThat(Failures.outcome(new SQLException("broken", "08006"))).isEqualTo(Outcome.FAILED);
        assertThat(Failures.word(new EmptyAnswerException())).isEqualTo("EmptyAnswerException");
    }

    private static Throwable refused() {
        Heal heal = new Heal();
        Guard guard = heal.guard("db");
        heal.close();
        return catchThrowable(() -> guard.call(Effect.READ, () -> "asked"));
    }

    /** Searches never end, writes fail. */
    private final class Scripted implements Stores {
        @Override
        public Answer search(String text) throws Exception {
            never.await();
            return Answer.live(List.of(1L));
        }

        @Override
        public void crawl(long page) throws Exception {
            throw new SQLException("broken", "08006");
        }

        @Override
        public void close() {}
    }
}
