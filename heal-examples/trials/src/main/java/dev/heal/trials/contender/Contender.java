package dev.heal.trials.contender;

import dev.heal.GuardSettings;
import dev.heal.time.HealRuntime;
import java.util.Map;
import java.util.function.Function;

/**
 * One of those who are compared. It holds no state: each run opens a door of its own.
 *
 * @param name as it appears in tables and JSON
 * @param entrance makes the door of one run; time, timers and chance come from the runtime it is handed
 */
public record Contender(String name, Function<? super HealRuntime, ? extends Door> entrance) {

    /**
     * A guard with every setting at its default, for calls that may be repeated.
     *
     * @return the contender {@code heal}
     */
    public static Contender heal() {
        return guard("heal", Map.of());
    }

    /**
     * The same guard with {@code heal.retry.max-attempts=1}.
     *
     * @return the contender {@code heal-no-retry}
     */
    public static Contender healNoRetry() {
        return guard("heal-no-retry", Map.of("heal.retry.max-attempts", "1"));
    }

    /**
     * A guard with settings as they would stand in the properties file.
     *
     * @param name the contender's name
     * @param settings keys that begin with {@code heal.}, and their values
     * @return the contender
     * @throws IllegalArgumentException if a key is unknown, or a value is none or out of its range
     */
    public static Contender guard(String name, Map<String, String> settings) {
        GuardSettings stated = StatedSettings.apply("heal", new GuardSettings(), settings);
        return new Contender(name, runtime -> new GuardDoor(stated, runtime));
    }

    /**
     * Nobody: each call is tried once.
     *
     * @return the contender {@code none}
     */
    public static Contender none() {
        return new Contender("none", runtime -> new PlainDoor(0, runtime.random()));
    }

    /**
     * Retries without a breaker or budget, as many a client does them: exponential back-off with full jitter, 100 ms at the
     * first retry, at most 2 s.
     *
     * @param retries tries beyond the first, in [0, 20]
     * @return the contender {@code retry-N}
     * @throws IllegalArgumentException if the number is out of its range
     */
    public static Contender retry(int retries) {
        if (retries < 0 || retries > 20) {
            throw new IllegalArgumentException(
                    "contender: retries must be in [0, 20], was " + retries + "; use 3 for what is common");
        }
        return new Contender("retry-" + retries, runtime -> new PlainDoor(retries, runtime.random()));
    }

    /**
     * Begins a run.
     *
     * @param runtime time, timers and chance of the run
     * @return a door without a past
     */
    public Door open(HealRuntime runtime) {
        return entrance.apply(runtime);
    }
}
