package dev.heal;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The asynchronous calls of one guard that wait, for another try or for an answer. Safe for use by many threads. */
final class OpenAsyncCalls {

    private final Set<AsyncCall<?>> waiting = ConcurrentHashMap.newKeySet();
    private final Set<Runnable> unanswered = ConcurrentHashMap.newKeySet();

    /** A call waits for its next try. */
    void waits(AsyncCall<?> call) {
        waiting.add(call);
    }

    /** True for one caller only: the one that takes the waiting call on. */
    boolean waitsNoMore(AsyncCall<?> call) {
        return waiting.remove(call);
    }

    /** A try has begun; what ends it, should it come to that, until it is {@link #answered}. */
    void unanswered(Runnable end) {
        unanswered.add(end);
    }

    void answered(Runnable end) {
        unanswered.remove(end);
    }

    /** Ends them all: what they wait for may not come once the executors end. */
    void end() {
        waiting.forEach(AsyncCall::giveUp);
        unanswered.forEach(Runnable::run);
    }
}
