package dev.heal.jdbc;

import dev.heal.Guard;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What is done around a pool, as text for a person. */
final class PoolExplanation {

    private PoolExplanation() {}

    static String of(Guard guard, PoolPilot pilot, PoolWatch watch) {
        if (!pilot.canEvictAll()) {
            return "; " + pilot.explain();
        }
        return "; " + acquire(guard, pilot)
                + "; " + watch.gate().explain()
                + "; " + silence(pilot)
                + "; " + watch.sizing().explain()
                + "; the pool is " + pilot.explain();
    }

    private static String acquire(Guard guard, PoolPilot pilot) {
        Duration deadline = guard.settings().deadline().jdbcAcquire();
        Duration own = pilot.ownTimeout();
        if (pilot.canConnectAside() && !pilot.boundsWaits()) {
            return "a connection is waited for as long as the pool does, " + millis(own);
        }
        String key = " (heal.guard." + guard.name() + ".deadline.jdbc-acquire)";
        if (deadline.isZero()) {
            return "a connection is waited for as long as the pool does, " + millis(own) + ", as there is no deadline"
                    + key;
        }
        boolean oursFirst = own == null || deadline.compareTo(own) < 0;
        return "a connection is waited for at most " + millis(oursFirst ? deadline : own)
                + (oursFirst ? key : " (the pool's own time-out)");
    }

    private static String silence(PoolPilot pilot) {
        return pilot.canConnectAside()
                ? "calls in progress are ended only when nothing has answered for 5 s, a new connect included, or, one by one,"
                        + " when PostgreSQL shows their backend gone; with other databases, behind a pooler such as"
                        + " PgBouncer or with several hosts in the URL none is ended by itself"
                : "no call in progress is ended, as the pool is not started and nothing can be opened beside it";
    }

    private static String millis(@Nullable Duration time) {
        return time == null ? "?" : time.toMillis() + " ms";
    }
}
