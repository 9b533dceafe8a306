package dev.heal.vector;

import dev.heal.GuardSettings;
import dev.heal.failure.Failure;
import java.time.Duration;

/** What a cached answer is good for. Pure: no clock, no chance, no effect. */
final class CachePolicy {

    /** How far apart the clocks of those who share a cache may be. Beyond it nobody can say how old an entry is. */
    static final Duration SKEW = Duration.ofSeconds(5);

    /** Share of the time to live by which entries that are written together end apart. */
    private static final double JITTER = 0.1;

    /** An answer counts as taking at least this share of its time to live, or a quick backend would never be asked early. */
    private static final double LEAST_COST = 0.01;

    private CachePolicy() {}

    /** What a cached answer is good for. */
    enum Use {
        /** It is the answer. */
        FRESH,
        /** It is the answer, and the backend is asked in the background for the next one. */
        RENEW,
        /** The backend is asked; if it fails in a way that passes, this is the answer. */
        STAND_IN,
        /** Nothing. */
        NONE
    }

    /**
     * A cached answer, as far as the policy is concerned.
     *
     * @param age how long ago its question was asked, by our clock; negative if its maker's clock is ahead
     * @param took how long the answer took
     * @param empty whether nothing was found
     * @param outdated whether the collection was written to since, as far as known
     */
    record Sample(Duration age, Duration took, boolean empty, boolean outdated) {}

    /**
     * Judges a cached answer. Early renewal is XFetch (Vattani, Chierichetti, Lowenstein: Optimal Probabilistic Cache
     * Stampede Prevention, 2015): the sooner it ends and the longer an answer takes, the likelier.
     *
     * @param sample the answer
     * @param settings how long answers live
     * @param chance a number in [0, 1)
     * @return what it is good for
     */
    static Use judge(Sample sample, GuardSettings.Cache settings, double chance) {
        Duration age = age(sample.age());
        if (sample.age().compareTo(SKEW.negated()) < 0) {
            return Use.NONE;
        }
        Duration fresh = sample.empty() ? settings.negative() : settings.ttl();
        if (!sample.outdated() && age.compareTo(fresh) < 0) {
            double cost = Math.max((double) sample.took().toNanos(), fresh.toNanos() * LEAST_COST);
            double left = (double) fresh.minus(age).toNanos();
            // -ln of a number in (0, 1]
            return cost * -Math.log1p(-chance) >= left ? Use.RENEW : Use.FRESH;
        }
        // nothing found some time ago would be an empty list that stands for "could not be asked"
        boolean standsIn = !sample.empty() && age.compareTo(settings.ttl().plus(settings.stale())) < 0;
        return standsIn ? Use.STAND_IN : Use.NONE;
    }

    /** How old an answer is said to be: one from a clock slightly ahead was made just now. */
    static Duration age(Duration measured) {
        return measured.isNegative() ? Duration.ZERO : measured;
    }

    /** Whether an older answer may stand in for this failure: a request that is wrong stays wrong, and it would hide that. */
    static boolean mayStandIn(Failure.Kind kind) {
        return kind.isPassing();
    }

    /**
     * How long Redis keeps an answer: never longer than the settings say, and up to a tenth less, so that what was written
     * together does not end together.
     *
     * @param empty whether nothing was found
     * @param settings how long answers live
     * @param chance a number in [0, 1)
     * @return zero for not at all
     */
    static Duration kept(boolean empty, GuardSettings.Cache settings, double chance) {
        Duration hard = empty ? settings.negative() : settings.ttl().plus(settings.stale());
        return Duration.ofMillis((long) (hard.toMillis() * (1 - JITTER * chance)));
    }
}
