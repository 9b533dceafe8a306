package dev.heal;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** An executor whose tasks wait until the test runs them; it can be full. For one thread. */
class QueueExecutor extends AbstractExecutorService {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private boolean full;

    void fill() {
        full = true;
    }

    int size() {
        return tasks.size();
    }

    void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    @Override
    public void execute(Runnable task) {
        if (full) {
            throw new RejectedExecutionException("full");
        }
        tasks.add(task);
    }

    @Override
    public void shutdown() {
        full = true;
    }

    @Override
    public List<Runnable> shutdownNow() {
        full = true;
        return List.copyOf(tasks);
    }

    @Override
    public boolean isShutdown() {
        return full;
    }

    @Override
    public boolean isTerminated() {
        return full && tasks.isEmpty();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return isTerminated();
    }
}
