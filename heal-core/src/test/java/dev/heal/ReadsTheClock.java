package dev.heal;

import java.util.Random;
import java.util.function.LongSupplier;

/** Does what the clock rule forbids, to see that the rule can fail. */
final class ReadsTheClock {

    private ReadsTheClock() {}

    static long called() {
        return System.nanoTime();
    }

    static LongSupplier referred() {
        return System::currentTimeMillis;
    }

    static double drawn() {
        return new Random(1).nextDouble();
    }
}
