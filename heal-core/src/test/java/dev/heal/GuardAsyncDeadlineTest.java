package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.time.Deadline;
import dev.heal.time.HealRuntime;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

/** Stages that do not end by their deadline. */
final class GuardAsyncDeadlineTest {

    private static final Duration GRACE = Duration.ofMillis(20);

    private final Bench bench = new Bench(Bench.SMALL);
    private final QueueExecutor io = new QueueExecutor();
    private final HealRuntime apart = new HealRuntime(
            bench.time, bench.time, new Random(7), bench.time.runtime(7).timer(), io, null);
    private final List<CompletableFuture<String>> stages = new ArrayList<>();

    @Test
    void aStageThatNeverEndsIsEndedShortlyAfterItsDeadline() {
        CompletableFuture<String> result = begin(bench.guard);
        bench.time.advance(Duration.ofSeconds(10));
        assertThat(result).as("the client may say more itself").isNotDone();
        bench.time.advance(GRACE);

        assertThatThrownBy(() -> result.get(0, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(TimeoutException.class)
                .hasMessage("guard 'db': no answer by its deadline; heal.guard.db.deadline.* sets it");
        assertThat(stages).singleElement().satisfies(stage -> assertThat(stage).isCancelled());
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 0, 1, 0, 0, 0));
        assertThat(bench.guard.explain()).contains("last failure time-out (TimeoutException)");
        assertThat(bench.time.pending()).isZero();
    }

    @Test
    void itIsJudgedATimeOut() {
        List<Failure> seen = new ArrayList<>();
        Guard view = bench.guard.classifying(thrown -> {
            Failure failure = Fault.CLASSIFIER.classify(thrown);
            seen.add(failure);
            return failure;
        });
        for (int i = 0; i < 4; i++) {
            CompletableFuture<String> unused = begin(view);
        }
        bench.time.advance(Duration.ofSeconds(11));

        assertThat(seen).hasSize(4).containsOnly(new Failure(Kind.TIME_OUT, Phase.MAYBE_APPLIED, "TimeoutException"));
        assertThat(bench.state()).as("4 of 4 calls failed").isEqualTo(State.OPEN);
    }

    @Test
    void theClientsOwnExceptionWithinTheGraceWins() {
        CompletableFuture<String> result = begin(bench.guard);
        bench.time.advance(Duration.ofSeconds(10).plusMillis(19));
        Fault own = Fault.of(Kind.TIME_OUT, Phase.NOT_APPLIED);
        stages.get(0).completeExceptionally(own);
        bench.time.advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> result.get(0, TimeUnit.SECONDS)).cause().isSameAs(own);
        assertThat(bench.guard.counts().failed()).isEqualTo(1);
    }

    @Test
    void anAnswerAfterTheEndChangesNothing() {
        CompletableFuture<String> result = bench.guard.callAsync(Effect.READ, deadline -> {
            // a stage that does not pass its cancellation on
            CompletableFuture<String> source = new CompletableFuture<>();
            stages.add(source);
            return source.thenApply(answer -> answer);
        });
        bench.time.advance(Duration.ofSeconds(11));
        stages.get(0).complete("late");

        assertThat(result).isCompletedExceptionally();
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 0, 1, 0, 0, 0));
    }

    @Test
    void noTimerIsLeftAfterACallThatEnded() {
        CompletableFuture<String> good = begin(bench.guard);
        CompletableFuture<String> cancelled = begin(bench.guard);
        CompletableFuture<String> wrong = begin(bench.guard);
        CompletableFuture<String> atOnce =
                bench.guard.callAsync(Effect.READ, deadline -> CompletableFuture.completedFuture("there"));
        assertThat(bench.time.pending()).isEqualTo(3);
        stages.get(0).complete("there");
        cancelled.cancel(true);
        stages.get(2).completeExceptionally(new IllegalArgumentException("wrong"));

        assertThat(bench.time.pending()).isZero();
        assertThat(good).isCompletedWithValue("there");
        assertThat(atOnce).isCompletedWithValue("there");
        assertThat(wrong).isCompletedExceptionally();
    }

    @Test
    void withoutADeadlineNothingIsEnded() {
        CompletableFuture<String> result = begin(bench.guard.within(Deadline.none()));
        assertThat(bench.time.pending()).isZero();
        bench.time.advance(Duration.ofDays(30));
        assertThat(result).isNotDone();
    }

    @Test
    void everyTryIsBoundedByTheOneDeadline() {
        CompletableFuture<String> result = begin(bench.guard);
        bench.time.advance(Duration.ofSeconds(6));
        stages.get(0).completeExceptionally(Fault.passing());
        bench.time.advance(Duration.ofSeconds(1));
        assertThat(stages).hasSize(2);
        bench.time.advance(Duration.ofSeconds(3));
        assertThat(result).isNotDone();
        bench.time.advance(GRACE);

        assertThat(result).isCompletedExceptionally();
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 0, 1, 0, 0, 1));
        assertThat(bench.time.pending()).isZero();
    }

    @Test
    void whatHangsOnTheResultNeverRunsOnTheTimer() {
        Guard guard = new Guard("db", new LiveBox<>(Bench.SMALL), apart);
        List<String> ran = new ArrayList<>();
        CompletableFuture<Void> hanging = begin(guard).handle((answer, thrown) -> {
            ran.add("the host's code");
            return null;
        });
        bench.time.advance(Duration.ofSeconds(11));
        assertThat(ran).as("the timer has run").isEmpty();
        assertThat(io.size()).isEqualTo(1);
        io.runAll();
        assertThat(ran).hasSize(1);
        assertThat(hanging).isDone();
    }

    @Test
    void anotherTryNeverStartsOnTheTimer() {
        Guard guard = new Guard("db", new LiveBox<>(Bench.SMALL), apart).classifying(Fault.CLASSIFIER);
        CompletableFuture<String> result = begin(guard);
        stages.get(0).completeExceptionally(Fault.passing());
        bench.time.advance(Duration.ofSeconds(1));
        assertThat(stages).hasSize(1);
        io.runAll();
        assertThat(stages).hasSize(2);
        stages.get(1).complete("there");
        assertThat(result).isCompletedWithValue("there");
    }

    @Test
    void anExecutorThatIsFullDoesNotKeepACallFromEnding() {
        Guard guard = new Guard("db", new LiveBox<>(Bench.SMALL), apart);
        CompletableFuture<String> result = begin(guard);
        io.fill();
        bench.time.advance(Duration.ofSeconds(11));

        assertThatThrownBy(() -> result.get(0, TimeUnit.SECONDS)).hasCauseInstanceOf(TimeoutException.class);
        assertThat(guard.counts().failed()).isEqualTo(1);
    }

    @Test
    void aTimerThatIsGoneLeavesTheCallToItsClient() {
        bench.runtime.timer().shutdown();
        CompletableFuture<String> result = begin(bench.guard);
        stages.get(0).complete("there");
        assertThat(result).isCompletedWithValue("there");
    }

    private CompletableFuture<String> begin(Guard guard) {
        return guard.callAsync(Effect.READ, deadline -> {
            CompletableFuture<String> stage = new CompletableFuture<>();
            stages.add(stage);
            return stage;
        });
    }
}
