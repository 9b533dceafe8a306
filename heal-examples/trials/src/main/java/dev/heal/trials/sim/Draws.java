package dev.heal.trials.sim;

/**
 * Chance as a function: what is drawn depends on the seed, the purpose, the call and the try only, not on how many numbers
 * were drawn before. So two contenders on one seed meet the same call with the same work (common random numbers), however
 * differently they behave. The bits are mixed with the finalizer of SplitMix64 (Steele, Lea, Flood, "Fast splittable
 * pseudorandom number generators", 2014). Immutable.
 *
 * @param seed start of the numbers
 */
record Draws(long seed) {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    /** What a number is for. */
    enum Purpose {
        ARRIVAL(1),
        WORK(2),
        LOSS(3);

        private final int stream;

        Purpose(int stream) {
            this.stream = stream;
        }
    }

    /** Evenly drawn from [0, 1). */
    double uniform(Purpose purpose, long call, int attempt) {
        long bits = mixed(seed + GOLDEN_GAMMA * purpose.stream);
        bits = mixed(bits + GOLDEN_GAMMA * (call + 1));
        bits = mixed(bits + GOLDEN_GAMMA * (attempt + 1));
        return (bits >>> 11) * 0x1.0p-53;
    }

    /** Exponentially distributed with mean 1. */
    double exponential(Purpose purpose, long call, int attempt) {
        return -Math.log1p(-uniform(purpose, call, attempt));
    }

    private static long mixed(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }
}
