package dev.heal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class VirtualTimeTest {

    private final VirtualTime time = new VirtualTime();
    private final HealRuntime runtime = time.runtime(1);
    private final List<String> log = new ArrayList<>();

    @Test
    void bothClocksMoveTogetherAndOnlyWhenTold() {
        assertThat(time.nanos()).isZero();
        assertThat(time.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        time.advance(Duration.ofMillis(1_500));
        assertThat(time.nanos()).isEqualTo(1_500_000_000L);
        assertThat(time.instant()).isEqualTo(Instant.parse("2026-01-01T00:00:01.500Z"));
    }

    @Test
    void theOriginIsTheCallersChoice() {
        assertThat(new VirtualTime(Instant.EPOCH).instant()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void tasksRunInOrderOfTimeThenOfSubmission() {
        after(20, "b1");
        after(10, "a");
        after(20, "b2");
        after(30, "c");

        time.advance(Duration.ofMillis(25));

        assertThat(log).containsExactly("a@10", "b1@20", "b2@20");
        assertThat(time.pending()).isEqualTo(1);
        time.advance(Duration.ofMillis(5));
        assertThat(log).endsWith("c@30");
        assertThat(time.pending()).isZero();
    }

    @Test
    void whatIsDueNowRunsWithoutMovingTime() {
        runtime.io().execute(() -> log.add("now"));
        after(1, "later");
        assertThat(log).isEmpty();
        time.runDue();
        assertThat(log).containsExactly("now");
        assertThat(time.nanos()).isZero();
    }

    @Test
    void aTaskMayScheduleOthersWithinTheSameAdvance() {
        var unused = runtime.timer()
                .schedule(
                        () -> {
                            after(5, "inner");
                            after(0, "at once");
                        },
                        10,
                        TimeUnit.MILLISECONDS);
        after(12, "between");

        time.advance(Duration.ofMillis(20));
        assertThat(log).containsExactly("at once@10", "between@12", "inner@15");
    }

    @Test
    void aFixedRateKeepsItsBeat() {
        ScheduledFuture<?> beat =
                runtime.timer().scheduleAtFixedRate(() -> mark("tick"), 10, 20, TimeUnit.MILLISECONDS);
        time.advance(Duration.ofMillis(60));
        assertThat(log).containsExactly("tick@10", "tick@30", "tick@50");

        beat.cancel(false);
        assertThat(time.pending()).isZero();
        time.advance(Duration.ofSeconds(1));
        assertThat(log).hasSize(3);
    }

    @Test
    void aFixedDelayStartsAtTheEndOfTheTask() {
        var unused = runtime.timer()
                .scheduleWithFixedDelay(
                        () -> {
                            mark("start");
                            sleep(5);
                        },
                        10,
                        20,
                        TimeUnit.MILLISECONDS);
        time.advance(Duration.ofMillis(70));
        assertThat(log).containsExactly("start@10", "start@35", "start@60");
    }

    @Test
    void aPeriodicTaskThatThrowsIsNotRunAgain() {
        ScheduledFuture<?> future = runtime.timer()
                .scheduleAtFixedRate(
                        () -> {
                            mark("tick");
                            throw new IllegalStateException("broken");
                        },
                        10,
                        10,
                        TimeUnit.MILLISECONDS);
        time.advance(Duration.ofMillis(100));
        assertThat(log).containsExactly("tick@10");
        assertThat(future.isDone()).isTrue();
    }

    @Test
    void aPeriodOfNothingIsRefused() {
        assertThatThrownBy(() -> runtime.timer().scheduleAtFixedRate(() -> {}, 0, 0, TimeUnit.SECONDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("virtual time: period must be > 0, was 0 ns; use 1 or more");
        assertThatThrownBy(() -> runtime.timer().scheduleWithFixedDelay(() -> {}, 0, -1, TimeUnit.NANOSECONDS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("virtual time: period must be > 0, was -1 ns; use 1 or more");
    }

    @Test
    void sleepingMovesTimeAndRunsWhatFallsDue() throws Exception {
        after(10, "on the way");
        time.sleep(20_000_000);
        mark("awake");
        assertThat(log).containsExactly("on the way@10", "awake@20");
        time.sleep(0);
        time.sleep(-5);
        assertThat(time.nanos()).isEqualTo(20_000_000);
    }

    @Test
    void sleepingInATaskDoesNotTurnTimeBack() {
        var unused = runtime.timer()
                .schedule(
                        () -> {
                            mark("first");
                            sleep(50);
                            mark("awake");
                        },
                        10,
                        TimeUnit.MILLISECONDS);
        after(20, "second");
        time.advance(Duration.ofMillis(30));
        assertThat(log).containsExactly("first@10", "second@20", "awake@60");
        assertThat(time.nanos()).isEqualTo(60_000_000);
    }

    @Test
    void sleepingInterruptedThrowsWithoutMoving() {
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> time.sleep(5)).isInstanceOf(InterruptedException.class);
        assertThat(Thread.currentThread().isInterrupted())
                .as("thrown, so cleared")
                .isFalse();
        assertThat(time.nanos()).isZero();
    }

    @Test
    void sleepingForeverEndsAtTheEndOfTime() throws Exception {
        time.advance(Duration.ofSeconds(1));
        time.sleep(Long.MAX_VALUE);
        assertThat(time.nanos()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void advancingBackwardsIsRefused() {
        assertThatThrownBy(() -> time.advance(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("virtual time: advance must be >= 0, was PT-0.001S; time does not run backwards");
    }

    @Test
    void resultsAndFailuresComeBackThroughFutures() throws Exception {
        ScheduledFuture<String> result = runtime.timer().schedule(() -> "done", 10, TimeUnit.MILLISECONDS);
        Future<String> broken = runtime.io().submit(() -> {
            throw new IllegalStateException("broken");
        });
        assertThat(result.getDelay(TimeUnit.MILLISECONDS)).isEqualTo(10);
        time.advance(Duration.ofMillis(10));
        assertThat(result.get()).isEqualTo("done");
        assertThat(result.getDelay(TimeUnit.MILLISECONDS)).isZero();
        assertThatThrownBy(broken::get).hasCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void futuresAreOrderedByTheirTime() {
        ScheduledFuture<?> late = runtime.timer().schedule(() -> {}, 20, TimeUnit.MILLISECONDS);
        ScheduledFuture<?> early = runtime.timer().schedule(() -> {}, 10, TimeUnit.MILLISECONDS);
        assertThat(early.compareTo(late)).isNegative();
        assertThat(late.compareTo(early)).isPositive();
        assertThat((Object) early).isEqualTo(early).isNotEqualTo(late);
    }

    @Test
    void shuttingDownRefusesNewTasksAndFinishesOldOnes() throws Exception {
        after(10, "old");
        runtime.timer().shutdown();
        assertThat(runtime.timer().isShutdown()).isTrue();
        assertThat(runtime.timer().isTerminated()).isFalse();
        assertThatThrownBy(() -> runtime.io().execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
        assertThat(runtime.timer().awaitTermination(1, TimeUnit.SECONDS)).isTrue();
        assertThat(log).containsExactly("old@10");
    }

    @Test
    void shuttingDownNowHandsBackWhatWaits() {
        after(10, "never");
        var unused = runtime.timer().scheduleAtFixedRate(() -> mark("tick"), 5, 5, TimeUnit.MILLISECONDS);
        assertThat(runtime.timer().shutdownNow()).hasSize(2);
        time.advance(Duration.ofSeconds(1));
        assertThat(log).isEmpty();
        assertThat(runtime.timer().isTerminated()).isTrue();
    }

    @Test
    void aPeriodicTaskEndsWithItsExecutor() {
        var unused = runtime.timer()
                .scheduleAtFixedRate(
                        () -> {
                            mark("tick");
                            runtime.timer().shutdown();
                        },
                        10,
                        10,
                        TimeUnit.MILLISECONDS);
        time.advance(Duration.ofSeconds(1));
        assertThat(log).containsExactly("tick@10");
    }

    @Test
    void equalSeedsGiveEqualChance() {
        VirtualTime other = new VirtualTime();
        assertThat(time.runtime(42).random().nextLong())
                .isEqualTo(other.runtime(42).random().nextLong())
                .isNotEqualTo(other.runtime(43).random().nextLong());
        assertThat(runtime.stateDir()).isNull();
        assertThat(runtime.clock()).isSameAs(time);
        runtime.close();
        assertThat(runtime.timer().isShutdown()).as("the runtime owns nothing").isFalse();
    }

    @Test
    void itCarriesCompletableFutures() {
        CompletableFuture<Long> at = CompletableFuture.supplyAsync(time::nanos, runtime.io());
        time.runDue();
        assertThat(at).isCompletedWithValue(0L);
    }

    private void after(long millis, String what) {
        var unused = runtime.timer().schedule(() -> mark(what), millis, TimeUnit.MILLISECONDS);
    }

    private void mark(String what) {
        log.add(what + "@" + time.nanos() / 1_000_000);
    }

    private void sleep(long millis) {
        try {
            time.sleep(millis * 1_000_000);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
