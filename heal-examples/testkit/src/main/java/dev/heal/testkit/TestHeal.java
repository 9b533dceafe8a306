package dev.heal.testkit;

import dev.heal.Guard;
import dev.heal.Heal;
import dev.heal.journal.Decision;
import dev.heal.settings.SettingsSource;
import dev.heal.time.HealRuntime;
import dev.heal.time.VirtualTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Heal for one test: a fresh instance in virtual time, on chance that a seed decides, with faults to put in the way of calls.
 * A test, or one of its {@code @BeforeEach} methods, gets it as a parameter from {@link HealExtension}, which closes it.
 *
 * <p>Nothing in it has threads: timers and asynchronous tries run on the test's own thread, inside
 * {@link VirtualTime#advance}. Used by one thread.
 */
public final class TestHeal {

    private static final int NOTED_DECISIONS = 20;

    private final VirtualTime time = new VirtualTime();
    private final Map<String, Faults> faults = new TreeMap<>();
    private final Instant start = time.instant();
    private final long seed;
    private final HealRuntime runtime;
    private final Heal heal;

    TestHeal(long seed, SettingsSource settings) {
        this.seed = seed;
        this.runtime = time.runtime(seed);
        this.heal = new Heal(settings, runtime);
    }

    /**
     * Heal itself.
     *
     * @return the instance of this test
     */
    public Heal heal() {
        return heal;
    }

    /**
     * The clock that Heal runs on.
     *
     * @return 2026-01-01T00:00:00Z until somebody advances it or waits on it
     */
    public VirtualTime time() {
        return time;
    }

    /**
     * What Heal runs on, for code under test that takes a runtime of its own.
     *
     * @return clocks and executors in virtual time, and the seeded chance
     */
    public HealRuntime runtime() {
        return runtime;
    }

    /**
     * The seed that decides every draw of this test: jitter, and which calls a fault hits.
     *
     * @return the value of {@code heal.test.seed}, or one that is always the same for the same test
     */
    public long seed() {
        return seed;
    }

    /**
     * A guard.
     *
     * @param name the backend's short name
     * @return the one guard of that name
     * @throws IllegalArgumentException if the name is not of the form that guards have
     */
    public Guard guard(String name) {
        return heal.guard(name);
    }

    /**
     * The faults of a backend. None until some are stated.
     *
     * @param name the name of the backend's guard, whose deadlines say how long a call hangs
     * @return the one instance of that name
     * @throws IllegalArgumentException if the name is not of the form that guards have
     */
    public Faults faults(String name) {
        Guard guard = guard(name);
        // chance of its own: what a fault draws does not move the guard's jitter
        return faults.computeIfAbsent(
                name,
                key -> new Faults(
                        guard, time.runtime(seed + 31L * key.hashCode()).random()));
    }

    /** When this test began, by the wall clock of decisions. */
    Instant start() {
        return start;
    }

    /** Ends the test's instance; says what it had left running, one sentence each. */
    List<String> end() {
        // what is due runs as soon as somebody looks: it is not left over
        time.runDue();
        List<String> left = new ArrayList<>();
        for (Guard guard : heal.guards()) {
            Guard.Counts counts = guard.counts();
            long inProgress = counts.calls() - counts.succeeded() - counts.failed() - counts.abandoned();
            if (inProgress > 0) {
                left.add("guard '" + guard.name() + "': calls in progress must be 0 at the end of a test, were "
                        + inProgress + "; end every attempt, or advance the time until the calls have ended");
            }
        }
        heal.close();
        int pending = time.pending();
        // a call in progress has tasks of its own, which end with it
        if (left.isEmpty() && pending > 0) {
            left.add("virtual time: tasks waiting must be 0 at the end of a test, were " + pending
                    + "; cancel them, or advance the time until they have run");
        }
        return left;
    }

    /** What a person needs to see the same again. */
    String note() {
        List<Decision> decisions = heal.journal().recent(NOTED_DECISIONS);
        return "ran on seed " + seed + "; -D" + HealExtension.SEED + "=" + seed + " runs it on that seed again; decided"
                + DecisionText.list(decisions);
    }
}
