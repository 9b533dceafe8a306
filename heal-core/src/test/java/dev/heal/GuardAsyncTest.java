package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.CallRefusedException.Reason;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.settings.SettingsSource;
import dev.heal.time.Deadline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Asynchronous calls, with the tries in the test's own hands. */
final class GuardAsyncTest {

    private final Bench bench = new Bench(Bench.SMALL);
    private final List<CompletableFuture<String>> stages = new ArrayList<>();

    @Test
    void itCompletesWithTheResultOfTheStage() {
        CompletableFuture<String> result = begin();
        assertThat(result).isNotDone();
        stages.get(0).complete("there");

        assertThat(result).isCompletedWithValue("there");
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 1, 0, 0, 0, 0));
    }

    @Test
    void itTriesAgainOnTheExecutorsAndHoldsNoThread() {
        CompletableFuture<String> result = begin();
        stages.get(0).completeExceptionally(Fault.passing());
        assertThat(stages).hasSize(1);
        assertThat(bench.time.pending()).as("one timer").isEqualTo(1);

        bench.time.advance(Duration.ofMillis(200));
        assertThat(stages).hasSize(2);
        stages.get(1).complete("later");

        assertThat(result).isCompletedWithValue("later");
        assertThat(bench.time.pending()).isZero();
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 1, 0, 0, 0, 1));
    }

    @Test
    void theLastFailureComesBackUnwrapped() {
        CompletableFuture<String> result = begin();
        List<Fault> faults = List.of(Fault.passing(), Fault.passing(), Fault.passing());
        for (int i = 0; i < 3; i++) {
            stages.get(i).completeExceptionally(new CompletionException(faults.get(i)));
            bench.time.advance(Duration.ofSeconds(1));
        }

        assertThat(stages).hasSize(3);
        assertThatThrownBy(() -> result.get(0, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isSameAs(faults.get(2));
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 0, 1, 0, 0, 2));
    }

    @Test
    void aCompletionExceptionWithoutACauseIsItsOwnFailure() {
        CompletableFuture<String> result = begin();
        CompletionException hollow = new CompletionException("hollow", null);
        for (int i = 0; i < 3; i++) {
            stages.get(i).completeExceptionally(hollow);
            bench.time.advance(Duration.ofSeconds(1));
        }
        assertThatThrownBy(() -> result.get(0, TimeUnit.SECONDS)).cause().isSameAs(hollow);
    }

    @Test
    void cancellingItCancelsTheStageAndAbandonsTheCall() {
        CompletableFuture<String> result = begin();
        assertThat(result.cancel(true)).isTrue();

        assertThat(stages.get(0)).isCancelled();
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 0, 0, 0, 1, 0));
    }

    @Test
    void cancellingItBetweenTwoTriesStartsNoOther() {
        CompletableFuture<String> result = begin();
        stages.get(0).completeExceptionally(Fault.passing());
        result.cancel(false);
        bench.time.advance(Duration.ofSeconds(1));

        assertThat(stages).hasSize(1);
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 0, 0, 0, 1, 1));
    }

    @Test
    void cancellingItWhileATryStartsCancelsTheNewStageToo() {
        List<CompletableFuture<String>> results = new ArrayList<>();
        results.add(bench.guard.callAsync(Effect.READ, deadline -> {
            if (!stages.isEmpty()) {
                results.get(0).cancel(true);
            }
            return stage();
        }));
        stages.get(0).completeExceptionally(Fault.passing());
        bench.time.advance(Duration.ofSeconds(1));

        assertThat(stages).hasSize(2);
        assertThat(stages.get(1)).isCancelled();
        bench.checkIdle();
        assertThat(bench.guard.counts().abandoned()).isEqualTo(1);
    }

    @Test
    void aSupplierThatThrowsIsAFailedTry() {
        CompletableFuture<String> result = bench.guard.callAsync(Effect.READ, deadline -> {
            throw new IllegalArgumentException("wrong");
        });

        assertThat(result).isCompletedExceptionally();
        assertThatThrownBy(() -> result.get(0, TimeUnit.SECONDS))
                .hasCauseExactlyInstanceOf(IllegalArgumentException.class);
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 0, 1, 0, 0, 0));
    }

    @Test
    void aSupplierThatThrowsAnErrorIsNoOutcome() {
        CompletableFuture<String> result = bench.guard.callAsync(Effect.READ, deadline -> {
            throw new AssertionError("a bug");
        });
        assertThatThrownBy(() -> result.get(0, TimeUnit.SECONDS)).hasCauseExactlyInstanceOf(AssertionError.class);
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 0, 0, 0, 1, 0));
    }

    @Test
    void aSupplierThatReturnsNothingFailsTheCall() {
        CompletableFuture<String> result =
                bench.guard.callAsync(Effect.READ, deadline -> (CompletionStage<String>) null);
        assertThatThrownBy(() -> result.get(0, TimeUnit.SECONDS)).hasCauseInstanceOf(NullPointerException.class);
        bench.checkIdle();
    }

    @Test
    void aRefusalIsTheOutcomeOfTheFuture() {
        bench.trip();
        CompletableFuture<String> result = begin();

        assertThat(stages).isEmpty();
        assertThatThrownBy(() -> result.get(0, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        CallRefusedException.class, r -> assertThat(r.reason()).isEqualTo(Reason.OPEN));
    }

    @Test
    void theStageIsHandedTheDeadline() {
        CompletableFuture<Duration> result = bench.guard
                .within(GuardSettings.Deadlines::cache)
                .callAsync(Effect.READ, deadline -> CompletableFuture.completedFuture(deadline.remaining()));
        assertThat(result).isCompletedWithValue(Duration.ofMillis(50));
    }

    @Test
    void withoutExecutorsTheLastFailureSurfaces() {
        CompletableFuture<String> result = begin();
        bench.runtime.timer().shutdown();
        Fault fault = Fault.passing();
        stages.get(0).completeExceptionally(fault);

        assertThatThrownBy(() -> result.get(0, TimeUnit.SECONDS)).cause().isSameAs(fault);
        assertThat(bench.guard.counts()).isEqualTo(new Guard.Counts(1, 0, 0, 0, 1, 1));
    }

    @Test
    void executorsThatEndDuringTheWaitSurfaceTheLastFailure() {
        CompletableFuture<String> result = begin();
        Fault fault = Fault.passing();
        stages.get(0).completeExceptionally(fault);
        bench.runtime.timer().shutdown();
        bench.time.advance(Duration.ofSeconds(1));

        assertThatThrownBy(() -> result.get(0, TimeUnit.SECONDS)).cause().isSameAs(fault);
        bench.checkIdle();
    }

    @Test
    void closingHealEndsAWaitThatIsLongerThanItsPatience() {
        Heal heal = new Heal(SettingsSource.defaults(), bench.runtime);
        Guard guard = heal.guard("db").classifying(Fault.CLASSIFIER).within(Deadline.none());
        CompletableFuture<String> result = guard.callAsync(Effect.READ, deadline -> stage());
        Fault fault = Fault.of(Kind.OVERLOAD, Phase.NOT_APPLIED, Duration.ofMinutes(1));
        stages.get(0).completeExceptionally(fault);

        heal.close();

        assertThat(bench.time.nanos()).isEqualTo(5_000_000_000L);
        assertThatThrownBy(() -> result.get(0, TimeUnit.SECONDS)).cause().isSameAs(fault);
        bench.time.advance(Duration.ofMinutes(2));
        assertThat(stages).as("no try after the end").hasSize(1);
        assertThat(guard.counts()).isEqualTo(new Guard.Counts(1, 0, 0, 0, 1, 1));
    }

    private CompletableFuture<String> begin() {
        return bench.guard.callAsync(Effect.READ, deadline -> stage());
    }

    private CompletableFuture<String> stage() {
        CompletableFuture<String> stage = new CompletableFuture<>();
        stages.add(stage);
        return stage;
    }
}
