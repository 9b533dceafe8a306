package dev.heal.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Runs a fault for several contenders side by side, each with a database of its own: what else the machine does hits them
 * alike, and it takes half the time. The fault begins for all at once.
 */
final class Trials {

    private Trials() {}

    /**
     * How one contender fared.
     *
     * @param fault under which fault
     * @param contender who
     * @param measures what was measured
     * @param verdicts its goals, one by one
     * @param explanation what the contender said of itself while the fault held, empty for nothing
     */
    record Result(
            DatabaseFault fault,
            Contender contender,
            Measures measures,
            List<Goal.Verdict> verdicts,
            String explanation) {

        static Result of(DatabaseFault fault, Contender contender, Measures measures, String explanation) {
            List<Goal.Verdict> verdicts = Stream.concat(fault.goals().stream(), DatabaseCatalogue.ALWAYS.stream())
                    .map(goal -> goal.judge(measures))
                    .toList();
            return new Result(fault, contender, measures, verdicts, explanation);
        }

        boolean held() {
            return verdicts.stream().allMatch(Goal.Verdict::held);
        }
    }

    static List<Result> run(DatabaseFault fault, List<Contender> contenders, Schedule schedule)
            throws InterruptedException {
        CyclicBarrier barrier = new CyclicBarrier(contenders.size());
        ExecutorService threads = Executors.newFixedThreadPool(contenders.size());
        try {
            List<Future<Result>> running = new ArrayList<>();
            for (Contender contender : contenders) {
                running.add(threads.submit(new Trial(fault, contender, schedule, barrier)::run));
            }
            return results(fault, running);
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Result> results(DatabaseFault fault, List<Future<Result>> running) throws InterruptedException {
        List<Result> results = new ArrayList<>();
        Throwable reason = null;
        for (Future<Result> future : running) {
            try {
                results.add(future.get());
            } catch (ExecutionException e) {
                // who was waiting for one that failed fails in turn
                reason = reason == null || reason instanceof BrokenBarrierException ? e.getCause() : reason;
            }
        }
        if (reason != null) {
            throw new IllegalStateException("fault '" + fault + "': its run must not fail", reason);
        }
        return results;
    }
}
