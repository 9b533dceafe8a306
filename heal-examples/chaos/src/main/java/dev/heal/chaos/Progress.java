package dev.heal.chaos;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.heal.chaos.app.EpochClock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Says while it runs which fault it is, which part of it, and about how long all that is left will take. Safe for use by many
 * threads.
 */
final class Progress {

    /** Servers and applications start, and are counted and closed: a guess that stands until a fault has been played. */
    private static final Duration AROUND = Duration.ofSeconds(12);

    private final List<AppFault> faults;
    private final Schedule schedule;
    private final Consumer<String> out;
    private final LongSupplier nanos;
    private final long begin;

    @GuardedBy("this")
    private final Set<String> said = new HashSet<>();

    Progress(List<AppFault> faults, Schedule schedule, Consumer<String> out) {
        this(faults, schedule, out, new EpochClock()::now);
    }

    Progress(List<AppFault> faults, Schedule schedule, Consumer<String> out, LongSupplier nanos) {
        this.faults = faults;
        this.schedule = schedule;
        this.out = out;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    /** The next fault begins. */
    synchronized void fault(int index) {
        said.clear();
        out.accept("[" + (index + 1) + " of " + faults.size() + "] " + faults.get(index) + ", about "
                + text(left(index)) + " left");
    }

    /** A part of it begins; all contenders say so, which is once too often for each but the first. */
    synchronized void part(String part) {
        if (said.add(part)) {
            out.accept("    " + part);
        }
    }

    /** What is planned, stretched by how much longer than planned the faults so far took. */
    private long left(int index) {
        long ahead = planned(faults.subList(index, faults.size()));
        long behind = planned(faults.subList(0, index));
        return behind == 0 ? ahead : (long) (ahead * ((nanos.getAsLong() - begin) / (double) behind));
    }

    private long planned(List<AppFault> some) {
        return some.stream()
                .mapToLong(fault -> schedule.length(fault.hold()).plus(AROUND).toNanos())
                .sum();
    }

    private static String text(long nanos) {
        long seconds = Math.round(nanos / 1e9);
        return seconds < 90 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
    }
}
