package dev.heal.breaker;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.ArrayList;
import java.util.List;

/** Writes down what a breaker tells, as {@code FROM > TO}, and where it is according to that. */
final class Told implements ReportingBreaker.Listener {

    private final List<String> all = new ArrayList<>(); // guarded by this
    private State last = State.CLOSED; // guarded by this

    @Override
    public synchronized void changed(CircuitBreaker breaker, State from, State to) {
        all.add(from + " > " + to);
        last = to;
    }

    /** What was told since it was last asked. */
    synchronized List<String> since() {
        List<String> news = List.copyOf(all);
        all.clear();
        return news;
    }

    synchronized State last() {
        return last;
    }
}
