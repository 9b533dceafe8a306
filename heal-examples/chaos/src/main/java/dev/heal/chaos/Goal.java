package dev.heal.chaos;

import java.time.Duration;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * What must hold after a fault.
 *
 * @param text the goal in words
 * @param measured what is held against it, with its unit
 * @param held whether it holds
 * @param <M> what was measured of a run
 */
record Goal<M>(String text, Function<M, String> measured, Predicate<M> held) {

    /** A goal held against one run. */
    record Verdict(String goal, String measured, boolean held) {}

    Verdict judge(M measures) {
        return new Verdict(text, measured.apply(measures), held.test(measures));
    }

    static <M> Goal<M> atMost(long limit, String what, ToLongFunction<M> value) {
        return new Goal<>(
                limit == 0 ? "no " + what : "at most " + limit + " " + what,
                measures -> Long.toString(value.applyAsLong(measures)),
                measures -> value.applyAsLong(measures) <= limit);
    }

    /** A time in nanoseconds that must have come (null is never) and be at most so long. */
    static <M> Goal<M> within(Duration limit, String what, NanosOf<M> value) {
        return new Goal<>(what + " within " + Nanos.text(limit.toNanos()), m -> Nanos.text(value.of(m)), m -> {
            Long nanos = value.of(m);
            return nanos != null && nanos <= limit.toNanos();
        });
    }

    /** A share in [0, 1] that must be at least so large. */
    static <M> Goal<M> share(double least, String what, Function<M, Double> value) {
        return new Goal<>(
                String.format(Locale.ROOT, "%.0f %% of %s", least * 100, what),
                m -> String.format(Locale.ROOT, "%.2f %%", value.apply(m) * 100),
                m -> value.apply(m) >= least);
    }

    /** A time of a run. */
    @FunctionalInterface
    interface NanosOf<M> {
        @Nullable
        Long of(M measures);
    }
}
