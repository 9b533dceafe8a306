package dev.heal.trials;

import dev.heal.trials.contender.Contender;
import dev.heal.trials.sim.BackendSettings;
import dev.heal.trials.sim.Capacity;
import dev.heal.trials.sim.RunResult;
import dev.heal.trials.sim.Scenario;
import dev.heal.trials.sim.Workload;
import java.time.Duration;
import java.util.List;

/**
 * A retry storm: a backend at three quarters of its capacity loses four fifths of it for ten seconds. The queue that builds
 * up outlives its cause, because clients that gave up after a second left their requests in it, and retries add more. What
 * counts is how many of the calls that are offered after the trigger are answered.
 *
 * <p>The backend: 10 servers, 50 ms of work on average (exponential), 200 requests a second, a queue without limit. The
 * calls: 150 a second for 90 s, time-out 1 s. The trigger: from second 20 to second 30.
 */
public final class RetryStormTrial {

    /** First second after the trigger. */
    public static final int AFTER_TRIGGER = 30;

    /** The whole length, in seconds. */
    public static final int SECONDS = 90;

    private static final BackendSettings BACKEND = BackendSettings.of(10, Duration.ofMillis(50))
            .with(Capacity.drop(Duration.ofSeconds(20), Duration.ofSeconds(10), 0.2));

    private static final Scenario SCENARIO = new Scenario(
            new Workload(0.75 * BACKEND.requestsPerSecond(), Duration.ofSeconds(SECONDS), Duration.ofSeconds(1)),
            BACKEND);

    private RetryStormTrial() {}

    /**
     * Those who are compared: {@code heal}, {@code heal-no-retry}, {@code none}, {@code retry-3}.
     *
     * @return the contenders in the order of the report
     */
    public static List<Contender> contenders() {
        return List.of(Contender.heal(), Contender.healNoRetry(), Contender.none(), Contender.retry(3));
    }

    /**
     * Runs one contender.
     *
     * @param seed start of the random numbers; every contender meets the same arrivals and work on the same seed
     * @param contender who stands between clients and backend
     * @return what became of the calls
     */
    public static RunResult run(long seed, Contender contender) {
        return SCENARIO.run(seed, contender);
    }

    /**
     * The figure that the trial is about.
     *
     * @param run a run of this trial
     * @return answered calls as a percentage of those offered after the trigger
     */
    public static double goodputAfterTrigger(RunResult run) {
        return run.goodputPercent(AFTER_TRIGGER, SECONDS);
    }
}
