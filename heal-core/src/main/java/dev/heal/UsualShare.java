package dev.heal;

/**
 * The share of tries that usually fail at one backend. It forgets half of what it knows in ten minutes or in 10,000 tries,
 * whichever takes longer, so that neither a busy hour nor a quiet night changes it much. Immutable.
 *
 * @param failures failed tries, with what is forgotten taken off
 * @param tries all tries, with what is forgotten taken off
 * @param atNanos the reading at which this was known
 */
record UsualShare(double failures, double tries, long atNanos) {

    private static final double HALF_LIFE_NANOS = 600e9;
    private static final double HALF_LIFE_TRIES = 10_000;

    /** What a backend is credited with before anything is known: one failure in 500 tries. */
    private static final double PRIOR_FAILURES = 1;

    private static final double PRIOR_TRIES = 500;
    private static final double DEVIATIONS = 2;
    private static final double LEAST = 0.001;
    private static final double MOST = 0.999;

    static UsualShare unknown(long nowNanos) {
        return new UsualShare(0, 0, nowNanos);
    }

    UsualShare plus(double moreFailures, double moreTries, long nowNanos) {
        double byTime = Math.max(0, nowNanos - atNanos) / HALF_LIFE_NANOS;
        double keep = Math.pow(0.5, Math.min(byTime, moreTries / HALF_LIFE_TRIES));
        return new UsualShare(failures * keep + moreFailures, tries * keep + moreTries, nowNanos);
    }

    UsualShare minus(double lessFailures, double lessTries) {
        return new UsualShare(Math.max(0, failures - lessFailures), Math.max(0, tries - lessTries), atNanos);
    }

    /** The best guess. */
    double mean() {
        return (failures + PRIOR_FAILURES) / (tries + PRIOR_TRIES);
    }

    /** What it may as well be: two standard deviations above the guess, and never less than one in a thousand. */
    double upper() {
        double mean = mean();
        double upper = mean + DEVIATIONS * Math.sqrt(mean * (1 - mean) / (tries + PRIOR_TRIES));
        return Math.min(MOST, Math.max(LEAST, upper));
    }
}
