package dev.heal;

import dev.heal.failure.Effect;
import dev.heal.failure.Recovery;
import dev.heal.settings.SettingsSource;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.CompletableFuture;

/** A short life of Heal with all that it can start: calls, retries, a trip, an asynchronous call given up, recovery. */
public final class OneCycle implements Runnable {

    @Override
    public void run() {
        try (Heal heal = new Heal(SettingsSource.defaults())) {
            Guard guard = heal.guard("db");
            guard.heals(Recovery.Step.EVICT, "evicted", () -> {});
            guard.run(Effect.READ, () -> {});
            for (int i = 0; i < 30; i++) {
                Attempt attempt = guard.begin(Effect.UNSAFE);
                attempt.failure(new ConnectException("gone"));
                attempt.abandon();
                if (guard.breaker().getState() != State.CLOSED) {
                    break;
                }
            }
            CompletableFuture<Object> unused = heal.guard("async")
                    .callAsync(Effect.UNSAFE, deadline -> CompletableFuture.failedFuture(new IOException("no")));
            CompletableFuture<Object> never =
                    heal.guard("never").callAsync(Effect.READ, deadline -> new CompletableFuture<>());
            never.cancel(true);
            heal.explain("db");
        } catch (RuntimeException e) {
            throw new IllegalStateException("a cycle failed", e);
        }
    }
}
