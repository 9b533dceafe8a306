package dev.heal.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiFunction;

/** Plays one part for each contender at the same time. */
final class Together {

    private Together() {}

    /**
     * Plays all parts and waits for all.
     *
     * @param what for the message if one fails
     * @param contenders who plays
     * @param part makes a part, with the barrier at which all meet
     * @return the results in the order of the contenders
     */
    static <C, R> List<R> play(String what, List<C> contenders, BiFunction<C, CyclicBarrier, Callable<R>> part)
            throws InterruptedException {
        CyclicBarrier barrier = new CyclicBarrier(contenders.size());
        ExecutorService threads = Executors.newFixedThreadPool(contenders.size());
        try {
            List<Future<R>> running = new ArrayList<>();
            for (C contender : contenders) {
                running.add(threads.submit(part.apply(contender, barrier)));
            }
            return results(what, running);
        } finally {
            threads.shutdownNow();
        }
    }

    private static <R> List<R> results(String what, List<Future<R>> running) throws InterruptedException {
        List<R> results = new ArrayList<>();
        Throwable reason = null;
        for (Future<R> future : running) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                // who was waiting for one that failed fails in turn
                reason = reason == null || reason instanceof BrokenBarrierException ? e.getCause() : reason;
            }
        }
        if (reason != null) {
            throw new IllegalStateException("fault '" + what + "': its run must not fail, did by " + reason, reason);
        }
        return results;
    }
}
