package dev.heal;

import dev.heal.time.Ticker;
import dev.heal.time.VirtualTime;
import java.time.Duration;
import java.util.Random;

/** A clock that no machine has: from time to time it jumps by hours, ahead or back. For one thread. */
final class JumpyTicker implements Ticker {

    private static final long HOUR = Duration.ofHours(1).toNanos();

    private final VirtualTime time;
    private final Random random;
    private long offNanos;

    JumpyTicker(VirtualTime time, long seed) {
        this.time = time;
        this.random = new Random(seed);
    }

    @Override
    public long nanos() {
        if (random.nextInt(10) == 0) {
            offNanos = random.nextInt(-6, 7) * HOUR;
        }
        return time.nanos() + offNanos;
    }

    @Override
    public void sleep(long nanos) throws InterruptedException {
        time.sleep(nanos);
    }
}
