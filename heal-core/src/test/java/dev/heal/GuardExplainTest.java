package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.breaker.BreakerSettings;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.settings.Mode;
import dev.heal.settings.SettingsSource;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a person is told, word for word. */
final class GuardExplainTest {

    private static final String KEY = "; to overrule: heal.guard.db.breaker.*";

    private final Bench bench = new Bench(Bench.single());

    @Test
    void closed() throws Exception {
        bench.guard.run(Effect.READ, () -> {});
        assertThatThrownBy(() -> bench.guard.run(Effect.READ, () -> {
                    throw Fault.passing();
                }))
                .isInstanceOf(Fault.class);

        assertThat(bench.guard.explain())
                .isEqualTo("db is CLOSED since 2026-01-01T00:00:00Z: so far 2 calls, 1 failed, 0 refused, 0 retries;"
                        + " last failure transient (F42); it opens at 50 % failures in 4 calls" + KEY);
    }

    @Test
    void aFractionOfAPercentIsNotCutOff() {
        Bench fine =
                new Bench(Bench.with(new BreakerSettings(12.5, 8, 8, Duration.ofSeconds(1), 2), Bench.SMALL.retry()));
        assertThat(fine.guard.explain())
                .isEqualTo("db is CLOSED since 2026-01-01T00:00:00Z: so far 0 calls, 0 failed, 0 refused, 0 retries;"
                        + " it opens at 12.5 % failures in 8 calls" + KEY);
    }

    @Test
    void open() {
        bench.time.advance(Duration.ofMillis(1_500));
        bench.trip();
        bench.time.advance(Duration.ofMillis(250));

        assertThat(bench.guard.explain())
                .isEqualTo("db is OPEN since 2026-01-01T00:00:01.500Z: time-out SocketTimeoutException, 4 of the last 4"
                        + " calls failed; so far 4 calls, 4 failed, 0 refused, 0 retries;"
                        + " last failure time-out (SocketTimeoutException);"
                        + " it lets calls through to try in 750 ms" + KEY);
    }

    @Test
    void openLongerThanItsWait() {
        bench.trip();
        bench.time.advance(Duration.ofHours(1));

        assertThat(bench.guard.explain()).contains("; it lets calls through to try in 0 ms;");
    }

    @Test
    void halfOpen() {
        bench.tripAndWait();
        bench.guard.begin(Effect.READ).abandon();

        assertThat(bench.guard.explain())
                .isEqualTo(
                        "db is HALF_OPEN since 2026-01-01T00:00:01Z: wait over; so far 5 calls, 4 failed, 0 refused, 0 retries;"
                                + " last failure time-out (SocketTimeoutException);"
                                + " it closes if 2 calls let through to try go well" + KEY);
    }

    @Test
    void heldOpen() {
        bench.guard.breaker().transitionToForcedOpenState();
        assertThat(bench.guard.explain())
                .isEqualTo(
                        "db is FORCED_OPEN since 2026-01-01T00:00:00Z: set by hand; so far 0 calls, 0 failed, 0 refused, 0 retries;"
                                + " it stays so until a person releases it" + KEY);
    }

    @Test
    void switchedOff() {
        bench.guard.breaker().transitionToDisabledState();
        assertThat(bench.guard.explain())
                .isEqualTo(
                        "db is DISABLED since 2026-01-01T00:00:00Z: set by hand; so far 0 calls, 0 failed, 0 refused, 0 retries;"
                                + " it refuses nothing until a person switches it on" + KEY);
        bench.guard.breaker().transitionToMetricsOnlyState();
        assertThat(bench.guard.explain())
                .isEqualTo(
                        "db is METRICS_ONLY since 2026-01-01T00:00:00Z: set by hand; so far 0 calls, 0 failed, 0 refused, 0 retries;"
                                + " it refuses nothing until a person switches it on" + KEY);
    }

    @Test
    void theHostsOwnBreaker() {
        Bench hosted = new Bench(Bench.single(), CircuitBreaker.ofDefaults("host"));
        assertThat(hosted.guard.explain())
                .isEqualTo("db is CLOSED since 2026-01-01T00:00:00Z: so far 0 calls, 0 failed, 0 refused, 0 retries;"
                        + " the host's own breaker decides what comes next" + KEY);
    }

    @Test
    void shutDown() {
        Heal heal = new Heal(SettingsSource.defaults(), bench.runtime);
        Guard guard = heal.guard("db");
        heal.close();
        assertThat(guard.explain())
                .isEqualTo("db is shut down with Heal since 2026-01-01T00:00:00Z: so far 0 calls, 0 failed, 0 refused,"
                        + " 0 retries; it takes no more calls" + KEY);
    }

    @Test
    void closedAgain() throws Exception {
        bench.tripAndWait();
        bench.guard.run(Effect.READ, () -> {});
        bench.guard.run(Effect.READ, () -> {});

        assertThat(bench.guard.explain())
                .isEqualTo(
                        "db is CLOSED since 2026-01-01T00:00:01Z: answers again; so far 6 calls, 4 failed, 0 refused,"
                                + " 0 retries; last failure time-out (SocketTimeoutException);"
                                + " it opens at 50 % failures in 4 calls;"
                                + " trouble for 1000 ms: mostly time-out SocketTimeoutException, 4 failures,"
                                + " the last one 1000 ms ago" + KEY);
    }

    @Test
    void heldByAProbe() {
        Guard.Hold hold =
                bench.guard.shut(new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "08001"), new Exception("gone"));
        hold.retryIn(Duration.ofMillis(300));

        assertThat(bench.guard.explain())
                .isEqualTo("db is OPEN since 2026-01-01T00:00:00Z: connection-dead 08001; so far 0 calls, 0 failed,"
                        + " 0 refused, 0 retries; last failure connection-dead (08001);"
                        + " a probe holds it shut and asks again in 300 ms" + KEY);
    }

    @Test
    void retriesHeldBack() {
        Bench wide = new Bench(
                Bench.with(new BreakerSettings(100, 10_000, 10_000, Duration.ofSeconds(1), 2), Bench.SMALL.retry()));
        for (int i = 0; i < 100; i++) {
            assertThatThrownBy(() -> wide.guard.run(Effect.READ, () -> {
                        throw Fault.passing();
                    }))
                    .isInstanceOf(Fault.class);
        }

        assertThat(wide.guard.explain())
                .contains(
                        "; 0 retries at hand, too few calls yet to tell whether failures come with load; to overrule");
    }

    @Test
    void onlyLookedAt() {
        LiveBox<Heal.Options> options = new LiveBox<>(new Heal.Options(Mode.OBSERVE, ""));
        Guard guard = GuardModeTest.guard(options, bench);

        assertThat(guard.explain())
                .endsWith("; heal.mode is observe, so calls go through as they are" + KEY.replace("db", "vectors"));
    }
}
