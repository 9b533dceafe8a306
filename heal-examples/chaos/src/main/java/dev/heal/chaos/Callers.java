package dev.heal.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Callers that are started and stopped together. Confined to one thread. */
final class Callers {

    private static final Duration GRACE = Duration.ofSeconds(5);

    private final List<Caller> callers = new ArrayList<>();
    private final Stopwatch watch;

    Callers(Stopwatch watch) {
        this.watch = watch;
    }

    void start(String name, Access access, Caller.Script script) {
        Caller caller = new Caller(name + "-" + callers.size(), access, watch, script);
        callers.add(caller);
        caller.start();
    }

    void stop() {
        callers.forEach(Caller::stop);
    }

    /** Waits until all have ended, at most that long. */
    void await(Duration limit) throws InterruptedException {
        long by = watch.now() + limit.toNanos();
        for (Caller caller : callers) {
            boolean unused = caller.endedBy(by);
        }
    }

    /** Stops all, gives what is under way 5 s to end, and returns every call. */
    List<Call> finish() throws InterruptedException {
        stop();
        await(GRACE);
        List<Call> calls = new ArrayList<>();
        callers.forEach(caller -> calls.addAll(caller.calls()));
        return calls;
    }

    /** Ends those that wait inside the process; who waits for a server ends with its connection. */
    void interrupt() {
        stop();
        callers.forEach(Caller::interrupt);
    }
}
