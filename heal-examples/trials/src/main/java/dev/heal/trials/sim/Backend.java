package dev.heal.trials.sim;

import java.net.ConnectException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * A number of servers behind one queue, first come first served. A request whose client has given up is worked on like any
 * other: this is what keeps an overload going after its cause is gone (Bronson et al., "Metastable failures in distributed
 * systems", HotOS 2021).
 */
final class Backend {

    private final Simulation simulation;
    private final BackendSettings settings;
    private final Queue<Request> queue = new ArrayDeque<>();
    private int busy;
    private long workedNanos;

    // made once: what is thrown carries no state, and a stack trace a request would be most of the cost of a run
    private final ConnectException lost = new ConnectException("connection refused");
    private final ConnectException full = new ConnectException("queue full");

    Backend(Simulation simulation, BackendSettings settings) {
        this.simulation = simulation;
        this.settings = settings;
    }

    void submit(Request request) {
        if (isLost(request)) {
            if (settings.loss().manner() == Loss.Manner.REFUSED) {
                turnAway(request, lost);
            }
        } else if (busy < settings.servers()) {
            serve(request);
        } else if (queue.size() < settings.maxQueue()) {
            queue.add(request);
        } else {
            turnAway(request, full);
        }
    }

    int waiting() {
        return queue.size();
    }

    /** Work done and in progress so far, at full speed: also what was done for nobody. */
    long workedNanos() {
        return workedNanos;
    }

    private boolean isLost(Request request) {
        Loss loss = settings.loss();
        return loss.probability() > 0
                && simulation.draws().uniform(Draws.Purpose.LOSS, request.call(), request.attempt())
                        < loss.probability();
    }

    private void serve(Request request) {
        busy++;
        long work = work(request);
        workedNanos += work;
        long now = simulation.nowNanos();
        var unused = simulation.after(settings.capacity().finish(now, work) - now, () -> {
            busy--;
            request.reply().answered();
            // an answer may have brought a new request to the free server
            if (busy < settings.servers() && !queue.isEmpty()) {
                serve(queue.remove());
            }
        });
    }

    private long work(Request request) {
        long mean = settings.meanWork().toNanos();
        return switch (settings.spread()) {
            case FIXED -> mean;
            case EXPONENTIAL ->
                Math.max(
                        1,
                        Math.round(mean
                                * simulation
                                        .draws()
                                        .exponential(Draws.Purpose.WORK, request.call(), request.attempt())));
        };
    }

    /** As an event of its own: whoever submits has not finished submitting yet. */
    private void turnAway(Request request, Exception why) {
        var unused = simulation.after(0, () -> request.reply().failed(why));
    }
}
