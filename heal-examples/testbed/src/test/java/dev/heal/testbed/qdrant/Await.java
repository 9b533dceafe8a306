package dev.heal.testbed.qdrant;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for a condition, with a deadline far beyond what a busy machine needs. */
final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private Await() {}

    static void until(String what, BooleanSupplier condition) throws InterruptedException {
        long start = System.nanoTime();
        CountDownLatch never = new CountDownLatch(1);
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("not in " + PATIENCE + ": " + what);
            }
            boolean ended = never.await(10, TimeUnit.MILLISECONDS);
            if (ended) {
                throw new AssertionError("a latch that nobody counts down was at zero");
            }
        }
    }
}
