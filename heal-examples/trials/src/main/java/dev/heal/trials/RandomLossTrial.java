package dev.heal.trials;

import dev.heal.trials.contender.Contender;
import dev.heal.trials.sim.BackendSettings;
import dev.heal.trials.sim.Loss;
import dev.heal.trials.sim.RunResult;
import dev.heal.trials.sim.Scenario;
import dev.heal.trials.sim.Workload;
import dev.heal.trials.stats.Interval;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Random loss: three requests in ten are lost, whatever the load, and the backend has room to spare (at most half of its
 * capacity is asked for). Here retries are the cure; what counts is how many errors they save, and what they cost the backend.
 */
public final class RandomLossTrial {

    /** Share of requests that are lost. */
    public static final double LOSS = 0.3;

    private static final Duration WORK = Duration.ofMillis(20);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);

    private RandomLossTrial() {}

    /**
     * Those who are compared with {@code none}: {@code heal}, and {@code heal-breaker-100}, the same guard with
     * {@code heal.breaker.failure-rate=100}. The second shows what its retries do when its breaker has next to no part in it.
     *
     * @return the contenders in the order of the report
     */
    public static List<Contender> contenders() {
        return List.of(
                Contender.heal(), Contender.guard("heal-breaker-100", Map.of("heal.breaker.failure-rate", "100")));
    }

    /**
     * Runs one contender.
     *
     * @param seed start of the random numbers; every contender meets the same arrivals, work and losses on the same seed
     * @param traffic how much is asked, and how requests are lost
     * @param contender who stands between clients and backend
     * @return what became of the calls
     */
    public static RunResult run(long seed, Traffic traffic, Contender contender) {
        int servers = (int) Math.ceil(2 * traffic.callsPerSecond() * WORK.toNanos() / 1e9);
        return new Scenario(
                        new Workload(traffic.callsPerSecond(), traffic.length(), TIMEOUT),
                        BackendSettings.of(servers, WORK).with(new Loss(LOSS, traffic.manner())))
                .run(seed, contender);
    }

    /**
     * What is asked of the backend.
     *
     * @param callsPerSecond mean rate of new calls
     * @param length how long new calls arrive
     * @param manner what the client of a lost request sees
     */
    public record Traffic(double callsPerSecond, Duration length, Loss.Manner manner) {}

    /**
     * One contender against another over several seeds.
     *
     * @param fewerErrorsPercent how many of the other's visible errors are saved, in percent
     * @param load requests sent per request of the other
     * @param errorPercent visible errors per hundred calls
     * @param refusedPercent calls refused before their first try per hundred calls; part of the errors
     */
    public record Comparison(
            Interval fewerErrorsPercent, Interval load, Interval errorPercent, Interval refusedPercent) {

        /**
         * Compares runs pair by pair.
         *
         * @param runs of the contender, one per seed
         * @param others of the other, on the same seeds in the same order
         * @return the comparison with 95 % intervals over seeds
         */
        public static Comparison of(List<RunResult> runs, List<RunResult> others) {
            double[] calls = runs.stream().mapToDouble(RunResult::calls).toArray();
            double[] errors =
                    runs.stream().mapToDouble(RunResult::visibleErrors).toArray();
            Interval left = Interval.ofRatio(
                    errors,
                    others.stream().mapToDouble(RunResult::visibleErrors).toArray());
            return new Comparison(
                    new Interval(100 - 100 * left.estimate(), 100 - 100 * left.high(), 100 - 100 * left.low()),
                    Interval.ofRatio(
                            runs.stream().mapToDouble(RunResult::tries).toArray(),
                            others.stream().mapToDouble(RunResult::tries).toArray()),
                    percent(Interval.ofRatio(errors, calls)),
                    percent(Interval.ofRatio(
                            runs.stream().mapToDouble(RunResult::refused).toArray(), calls)));
        }

        private static Interval percent(Interval share) {
            return new Interval(100 * share.estimate(), 100 * share.low(), 100 * share.high());
        }
    }
}
