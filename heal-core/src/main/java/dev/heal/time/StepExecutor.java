package dev.heal.time;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** An executor without threads: tasks run when {@link VirtualTime} reaches their time, in order of time and submission. */
final class StepExecutor extends AbstractExecutorService implements ScheduledExecutorService {

    private final VirtualTime time;
    private final PriorityQueue<Step<?>> steps = new PriorityQueue<>(
            Comparator.<Step<?>>comparingLong(s -> s.atNanos).thenComparingLong(s -> s.number));
    private long submitted;
    private boolean shutdown;

    StepExecutor(VirtualTime time) {
        this.time = time;
    }

    synchronized int pending() {
        steps.removeIf(FutureTask::isCancelled);
        return steps.size();
    }

    /** Takes the next task that is due by then. */
    synchronized @Nullable Step<?> next(long untilNanos) {
        Step<?> head = steps.peek();
        return head == null || head.atNanos > untilNanos ? null : steps.poll();
    }

    @Override
    public void execute(Runnable task) {
        Step<?> unused = add(Executors.callable(task), 0, 0);
    }

    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        return add(Executors.callable(task), unit.toNanos(delay), 0);
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        return add(task, unit.toNanos(delay), 0);
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long initialDelay, long period, TimeUnit unit) {
        return add(Executors.callable(task), unit.toNanos(initialDelay), positive(unit.toNanos(period)));
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long initialDelay, long delay, TimeUnit unit) {
        return add(Executors.callable(task), unit.toNanos(initialDelay), -positive(unit.toNanos(delay)));
    }

    @Override
    public synchronized void shutdown() {
        shutdown = true;
    }

    @Override
    public synchronized List<Runnable> shutdownNow() {
        shutdown = true;
        List<Runnable> left = List.copyOf(steps);
        steps.clear();
        return left;
    }

    @Override
    public synchronized boolean isShutdown() {
        return shutdown;
    }

    @Override
    public synchronized boolean isTerminated() {
        return shutdown && steps.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        time.advance(Duration.ofNanos(unit.toNanos(timeout)));
        return isTerminated();
    }

    private synchronized <V> Step<V> add(Callable<V> task, long delayNanos, long periodNanos) {
        if (shutdown) {
            throw new RejectedExecutionException("virtual time: the executor was shut down");
        }
        Step<V> step = new Step<>(task, time.nanos() + Math.max(0, delayNanos), submitted++, periodNanos);
        steps.add(step);
        return step;
    }

    private static long positive(long periodNanos) {
        if (periodNanos <= 0) {
            throw new IllegalArgumentException(
                    "virtual time: period must be > 0, was " + periodNanos + " ns; use 1 or more");
        }
        return periodNanos;
    }

    private synchronized void again(Step<?> step) {
        if (!shutdown) {
            steps.add(step);
        }
    }

    /** One task; a positive period is a fixed rate, a negative one a fixed delay, 0 runs once. */
    final class Step<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
        private final long number;
        private final long periodNanos;
        private long atNanos;

        Step(Callable<V> task, long atNanos, long number, long periodNanos) {
            super(task);
            this.atNanos = atNanos;
            this.number = number;
            this.periodNanos = periodNanos;
        }

        long atNanos() {
            return atNanos;
        }

        @Override
        public void run() {
            if (periodNanos == 0) {
                super.run();
            } else if (runAndReset()) {
                atNanos = periodNanos > 0 ? atNanos + periodNanos : time.nanos() - periodNanos;
                again(this);
            }
        }

        @Override
        public boolean isPeriodic() {
            return periodNanos != 0;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(atNanos - time.nanos(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }
}
