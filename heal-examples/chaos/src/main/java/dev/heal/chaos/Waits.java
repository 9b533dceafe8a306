package dev.heal.chaos;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What callers waited for, all from the begin of the traffic that counts. Times in nanoseconds.
 *
 * @param beyondDeadline calls that went without a connection for more than 3 s + 50 ms in all
 * @param hung calls longer than 5 s
 * @param longest the longest time that a call went without a connection
 * @param longestStuck the longest time from the begin of the fault, or of the call if that was later, to the end of a call
 *     that ended after the fault began
 */
record Waits(long beyondDeadline, long hung, long longest, long longestStuck) {

    /** Heal's default deadline for a connection, and what an overrun may take. */
    static final long DEADLINE = TimeUnit.MILLISECONDS.toNanos(3_050);

    static final long HUNG = TimeUnit.SECONDS.toNanos(5);

    static Waits of(List<Call> calls, Timeline times) {
        return new Waits(
                calls.stream().filter(call -> call.waited() > DEADLINE).count(),
                calls.stream().filter(call -> call.nanos() > HUNG).count(),
                calls.stream().mapToLong(Call::waited).max().orElse(0),
                calls.stream()
                        .filter(call -> call.end() > times.fault() && call.begin() < times.gone())
                        .mapToLong(call -> call.end() - Math.max(call.begin(), times.fault()))
                        .max()
                        .orElse(0));
    }
}
