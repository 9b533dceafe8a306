package dev.heal.time;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** The machine's own clock, wait and chance: the one place in the library that touches them. */
final class SystemTime {

    static final Ticker TICKER = System::nanoTime;

    /** Safe for many threads: each call draws from the calling thread's own generator. */
    static final RandomGenerator RANDOM = () -> ThreadLocalRandom.current().nextLong();

    private SystemTime() {}

    static void sleep(long nanos) throws InterruptedException {
        if (nanos > 0) {
            TimeUnit.NANOSECONDS.sleep(nanos);
        }
    }
}
