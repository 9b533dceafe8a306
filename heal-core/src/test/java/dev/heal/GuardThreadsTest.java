package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.breaker.BreakerSettings;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.retry.RetrySettings;
import dev.heal.settings.Live;
import dev.heal.time.HealRuntime;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Many threads on one guard: virtual ones where the running JDK has them, else the platform's. */
final class GuardThreadsTest {

    private static final int THREADS = 500;
    private static final int CALLS = 40;

    private final AtomicLong tries = new AtomicLong();
    private final AtomicLong passed = new AtomicLong();
    private final Semaphore places = new Semaphore(4);

    @Test
    void everyCallEndsOnceAndNoThreadIsMistakenForAnother() throws Exception {
        try (HealRuntime runtime = HealRuntime.system()) {
            Guard guard = new Guard("db", Live.of(wide()), runtime).classifying(Fault.CLASSIFIER);
            Queue<Throwable> broken = new ConcurrentLinkedQueue<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                Random random = new Random(i);
                threads.add(start(() -> {
                    try {
                        calls(guard, random);
                    } catch (Throwable thrown) {
                        broken.add(thrown);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }

            assertThat(broken).isEmpty();
            Guard.Counts counts = guard.counts();
            assertThat(counts.calls()).isEqualTo((long) THREADS * CALLS);
            assertThat(counts.succeeded()).isEqualTo(passed.get());
            assertThat(counts.failed()).isEqualTo(counts.calls() - passed.get());
            assertThat(counts.retries()).isEqualTo(tries.get() - counts.calls());
            assertThat(counts.retries()).as("the largest amplification").isLessThanOrEqualTo(10 + passed.get() / 2);
        }
    }

    private void calls(Guard guard, Random random) throws Exception {
        for (int i = 0; i < CALLS; i++) {
            Object own = new Object();
            Fault fault = Fault.of(Kind.TRANSIENT, Phase.NOT_APPLIED);
            try {
                Object result = guard.call(Effect.READ, () -> {
                    tries.incrementAndGet();
                    // few places for many threads: virtual ones change carriers here, in the middle of a call
                    places.acquire();
                    try {
                        return guard.<Object, Exception>call(Effect.READ, () -> {
                            if (random.nextInt(4) == 0) {
                                throw fault;
                            }
                            return own;
                        });
                    } finally {
                        places.release();
                    }
                });
                assertThat(result).isSameAs(own);
                passed.incrementAndGet();
            } catch (Fault seen) {
                assertThat(seen).isSameAs(fault);
            }
        }
    }

    private static GuardSettings wide() {
        return Bench.with(
                new BreakerSettings(100, 10_000, 10_000, Duration.ofSeconds(1), 2),
                new RetrySettings(3, Duration.ofMillis(1), Duration.ofMillis(1)));
    }

    /** The tests are compiled for a JDK without virtual threads. */
    private static Thread start(Runnable task) throws Exception {
        MethodHandle virtual;
        try {
            virtual = MethodHandles.publicLookup()
                    .findStatic(
                            Thread.class, "startVirtualThread", MethodType.methodType(Thread.class, Runnable.class));
        } catch (NoSuchMethodException olderJdk) {
            Thread platform = new Thread(task);
            platform.start();
            return platform;
        }
        try {
            return (Thread) virtual.invokeExact(task);
        } catch (Throwable thrown) {
            throw new AssertionError("a virtual thread did not start", thrown);
        }
    }
}
