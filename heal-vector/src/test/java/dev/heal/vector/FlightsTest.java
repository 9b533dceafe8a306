package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heal.time.Deadline;
import dev.heal.time.Ticker;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FlightsTest {

    private final Flights<String> flights = new Flights<>(CancellationException.class::isInstance);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch taken = new CountDownLatch(1);
    private final CountDownLatch land = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();

    @AfterEach
    void stop() {
        land.countDown();
        threads.shutdownNow();
    }

    @Test
    void oneCallServesAllWhoAskMeanwhile() throws Exception {
        List<Future<String>> all = new ArrayList<>();
        all.add(threads.submit(() -> flights.share("k", Deadline.none(), this::slow)));
        taken.await();
        List<Thread> followers = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(threads.submit(() -> {
                followers.add(Thread.currentThread());
                return flights.share("k", Deadline.none(), this::slow);
            }));
        }
        Await.until(
                "all wait", () -> followers.size() == 50 && followers.stream().allMatch(FlightsTest::isWaiting));
        assertThat(flights.share("other", Deadline.none(), () -> "mine")).isEqualTo("mine");

        land.countDown();

        for (Future<String> each : all) {
            assertThat(Docs.get(each)).isEqualTo("call 1");
        }
        assertThat(flights.size()).isZero();
        assertThat(calls).hasValue(1);
    }

    @Test
    void whoWaitsDoesSoUntilItsOwnDeadline() throws Exception {
        Future<String> leader = threads.submit(() -> flights.share("k", Deadline.none(), this::slow));
        taken.await();

        StatusRuntimeException late = catchThrowableOfType(
                StatusRuntimeException.class,
                () -> flights.share("k", Deadline.after(Duration.ofMillis(20), Ticker.system()), this::slow));

        assertThat(late.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        land.countDown();
        assertThat(Docs.get(leader)).isEqualTo("call 1");
    }

    @Test
    void aFailureIsSharedAndTheNextOneCallsAgain() {
        assertThatThrownBy(() -> flights.share("k", Deadline.none(), () -> {
                    throw new IllegalStateException("away");
                }))
                .hasMessage("away");

        assertThat(flights.share("k", Deadline.none(), () -> "back")).isEqualTo("back");
    }

    @Test
    void whatIsTheLeadersOwnTroubleMakesAnotherOneLead() throws Exception {
        CompletableFuture<String> mine = flights.take("k");
        assertThat(flights.take("k")).isNull();
        AtomicReference<Thread> waiting = new AtomicReference<>();
        Future<String> follower = threads.submit(() -> {
            waiting.set(Thread.currentThread());
            return flights.share("k", Deadline.none(), () -> "led");
        });
        Await.until("it waits", () -> isWaiting(waiting.get()));

        assertThatThrownBy(() -> flights.lead("k", mine, () -> {
                    throw new CancellationException("interrupted");
                }))
                .isInstanceOf(CancellationException.class);

        assertThat(Docs.get(follower)).isEqualTo("led");
    }

    @Test
    void whoIsInterruptedLeaves() throws Exception {
        Future<String> leader = threads.submit(() -> flights.share("k", Deadline.none(), this::slow));
        taken.await();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> flights.share("k", Deadline.none(), this::slow))
                .hasCauseInstanceOf(InterruptedException.class);

        assertThat(Thread.interrupted()).isTrue();
        land.countDown();
        assertThat(Docs.get(leader)).isEqualTo("call 1");
    }

    private static boolean isWaiting(Thread thread) {
        return thread != null
                && (thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING);
    }

    private String slow() {
        int call = calls.incrementAndGet();
        taken.countDown();
        try {
            land.await();
        } catch (InterruptedException e) {
            throw new CancellationException("interrupted");
        }
        return "call " + call;
    }
}
