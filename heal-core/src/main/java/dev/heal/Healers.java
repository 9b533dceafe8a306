package dev.heal;

import dev.heal.failure.Failure;
import dev.heal.failure.Recovery;
import dev.heal.failure.Recovery.Step;
import dev.heal.journal.Decision;
import dev.heal.time.HealRuntime;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Those who can take a step of recovery for one backend. Each is called off the caller's thread, and not in a hurry. */
final class Healers {

    private static final long FIRST_PAUSE = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(30);
    private static final long QUIET = TimeUnit.SECONDS.toNanos(60);

    private final String name;
    private final HealRuntime runtime;
    private final Oversight oversight;
    private final Map<Step, Healer> healers = new ConcurrentHashMap<>();

    Healers(String name, HealRuntime runtime, Oversight oversight) {
        this.name = name;
        this.runtime = runtime;
        this.oversight = oversight;
    }

    void register(Step step, String what, Runnable action) {
        healers.put(step, new Healer(step, what, action));
    }

    /** Takes the steps that this failure calls for, as far as somebody can and it is not too soon. */
    void heal(Failure failure, Recovery recovery) {
        if (healers.isEmpty()) {
            return;
        }
        for (Step step : recovery.steps(failure)) {
            Healer healer = healers.get(step);
            if (healer != null && healer.isDue(runtime.ticker().nanos())) {
                perform(healer, failure);
            }
        }
    }

    private void perform(Healer healer, Failure failure) {
        Decision.Cause cause = new Decision.Cause(name, Explanation.kind(failure) + " " + failure.code(), "client");
        oversight.perform(name, Explanation.text(healer.step), healer.what, cause, healer.action, runtime);
    }

    /** One of them, with its pace: at once, then after 1 s, doubling to 30 s, until a minute was quiet. */
    private static final class Healer {
        private final Step step;
        private final String what;
        private final Runnable action;
        private boolean acted; // guarded by this
        private long lastNanos; // guarded by this
        private long seenNanos; // guarded by this
        private long pause = FIRST_PAUSE; // guarded by this

        Healer(Step step, String what, Runnable action) {
            this.step = step;
            this.what = what;
            this.action = action;
        }

        synchronized boolean isDue(long nowNanos) {
            boolean quiet = !acted || nowNanos - seenNanos >= QUIET;
            seenNanos = nowNanos;
            if (!quiet && nowNanos - lastNanos < pause) {
                return false;
            }
            pause = quiet ? FIRST_PAUSE : Math.min(LONGEST_PAUSE, pause * 2);
            acted = true;
            lastNanos = nowNanos;
            return true;
        }
    }
}
