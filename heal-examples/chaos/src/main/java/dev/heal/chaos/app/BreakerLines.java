package dev.heal.chaos.app;

import io.github.resilience4j.circuitbreaker.event.CircuitBreakerOnStateTransitionEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;

/** Writes what resilience4j's breakers do as the lines that Heal's journal has, so that both can be drawn. */
final class BreakerLines {

    private BreakerLines() {}

    static void write(Writer out, CircuitBreakerOnStateTransitionEvent event) {
        String line = String.format(
                "{\"at\":\"%s\",\"resource\":\"%s\",\"action\":\"%s\",\"from\":\"%s\",\"to\":\"%s\"}%n",
                event.getCreationTime().toInstant(),
                event.getCircuitBreakerName(),
                "breaker",
                event.getStateTransition().getFromState(),
                event.getStateTransition().getToState());
        synchronized (out) {
            try {
                out.append(line).flush();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
