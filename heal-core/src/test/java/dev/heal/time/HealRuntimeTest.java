package dev.heal.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.Await;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The machine's own clocks and threads. */
final class HealRuntimeTest {

    @Test
    void threadsAreDaemonsWithoutAClassLoaderAndCarryTheInstance() throws Exception {
        try (HealRuntime one = HealRuntime.system();
                HealRuntime other = HealRuntime.system()) {
            Thread timer = one.timer().submit(Thread::currentThread).get(60, TimeUnit.SECONDS);
            Thread io = one.io().submit(Thread::currentThread).get(60, TimeUnit.SECONDS);
            Thread foreign = other.io().submit(Thread::currentThread).get(60, TimeUnit.SECONDS);

            assertThat(Stream.of(timer, io)).allMatch(Thread::isDaemon);
            assertThat(timer.getContextClassLoader()).isNull();
            assertThat(io.getContextClassLoader()).isNull();
            assertThat(timer.getName()).matches("heal-timer-1-[0-9a-f]+");
            assertThat(io.getName()).matches("heal-io-1-[0-9a-f]+");
            assertThat(instance(io)).isEqualTo(instance(timer)).isNotEqualTo(instance(foreign));
        }
    }

    @Test
    void threadsEndWithTheRuntimeEvenWhileTheyWait() throws Exception {
        HealRuntime runtime = HealRuntime.system();
        CountDownLatch started = new CountDownLatch(1);
        AtomicBoolean interrupted = new AtomicBoolean();
        runtime.io().execute(() -> {
            started.countDown();
            try {
                runtime.ticker().sleep(TimeUnit.MINUTES.toNanos(5));
            } catch (InterruptedException e) {
                interrupted.set(true);
            }
        });
        ScheduledFuture<Thread> timer = runtime.timer().schedule(Thread::currentThread, 0, TimeUnit.SECONDS);
        assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
        String instance = instance(timer.get(60, TimeUnit.SECONDS));

        runtime.close();
        runtime.close();

        Await.until(
                "the threads end",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("heal-")
                                && instance(thread).equals(instance)));
        assertThat(interrupted).isTrue();
        assertThatThrownBy(() -> runtime.io().execute(() -> {})).isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void ioIsBoundedAndItsThreadsEndWhenIdle() {
        try (HealRuntime runtime = HealRuntime.system()) {
            ThreadPoolExecutor io = (ThreadPoolExecutor) runtime.io();
            assertThat(io.getMaximumPoolSize()).isEqualTo(8);
            assertThat(io.getKeepAliveTime(TimeUnit.SECONDS)).isEqualTo(10);
            assertThat(io.allowsCoreThreadTimeOut()).isTrue();
            assertThat(io.getQueue().remainingCapacity()).isEqualTo(1_024);
            assertThat(io.getPoolSize()).as("nothing was asked of it").isZero();
        }
    }

    @Test
    void aCancelledTimerIsNotKept() {
        try (HealRuntime runtime = HealRuntime.system()) {
            ScheduledThreadPoolExecutor timer = (ScheduledThreadPoolExecutor) runtime.timer();
            ScheduledFuture<?> later = timer.schedule(() -> {}, 1, TimeUnit.HOURS);
            later.cancel(false);
            assertThat(timer.getQueue()).isEmpty();
        }
    }

    @Test
    void theClocksAreTheMachinesOwn() throws Exception {
        try (HealRuntime runtime = HealRuntime.system()) {
            long start = runtime.ticker().nanos();
            runtime.ticker().sleep(Duration.ofMillis(2).toNanos());
            runtime.ticker().sleep(0);
            assertThat(runtime.ticker().nanos() - start).isGreaterThanOrEqualTo(2_000_000);
            assertThat(runtime.clock().instant()).isAfter(Instant.parse("2024-01-01T00:00:00Z"));
            Set<Long> drawn = runtime.random().longs().limit(100).boxed().collect(Collectors.toSet());
            assertThat(drawn).hasSizeGreaterThan(95);
            assertThat(Ticker.system()).isSameAs(runtime.ticker());
        }
    }

    private static String instance(Thread thread) {
        return thread.getName().substring(thread.getName().lastIndexOf('-') + 1);
    }
}
