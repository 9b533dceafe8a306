package dev.heal.breaker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.time.VirtualTime;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reporting breaker next to resilience4j's alone: the same operations on one clock, the same answers at each step. */
final class ReportingBreakerTwinTest {

    private static final int STEPS = 100_000;
    private static final int STEPS_A_LIFE = 500;

    @ParameterizedTest(name = "with a consumer of events: {0}")
    @ValueSource(booleans = {false, true})
    void theyAgreeAtEveryStep(boolean consumed) {
        Set<CircuitBreaker.State> seen = EnumSet.noneOf(CircuitBreaker.State.class);
        long refused = 0;
        for (int seed = 0; seed < STEPS / STEPS_A_LIFE; seed++) {
            Pair pair = new Pair(seed, consumed);
            for (int step = 0; step < STEPS_A_LIFE; step++) {
                String operation = pair.step();
                pair.agree("seed " + seed + ", step " + step + ", " + operation);
                seen.add(pair.alone.getState());
            }
            refused += pair.refused;
        }
        assertThat(seen).containsExactlyInAnyOrder(CircuitBreaker.State.values());
        assertThat(refused).isGreaterThan(STEPS / 100);
    }

    /** Both, the random source that drives them, and what each of them answered. */
    private static final class Pair {
        private final Random random;
        private final VirtualTime time = new VirtualTime();
        private final CircuitBreaker alone;
        private final CircuitBreaker reporting;
        private final List<String> aloneEvents = new ArrayList<>();
        private final List<String> reportingEvents = new ArrayList<>();
        private final List<String> toldByEvents = new ArrayList<>();
        private final Told told = new Told();
        private long refused;

        Pair(long seed, boolean consumed) {
            random = new Random(seed);
            int window = 1 + random.nextInt(8);
            BreakerSettings settings = new BreakerSettings(
                    10 + random.nextInt(91),
                    window,
                    1 + random.nextInt(window),
                    Duration.ofMillis(1 + random.nextInt(50)),
                    1 + random.nextInt(4));
            alone = settings.toBreaker("db", time);
            reporting = new ReportingBreaker(settings.toBreaker("db", time), time, told);
            alone.getEventPublisher()
                    .onStateTransition(
                            event -> toldByEvents.add(event.getStateTransition().getFromState() + " > "
                                    + event.getStateTransition().getToState()));
            if (consumed) {
                alone.getEventPublisher()
                        .onEvent(event -> aloneEvents.add(event.getEventType().name()));
                reporting
                        .getEventPublisher()
                        .onEvent(event ->
                                reportingEvents.add(event.getEventType().name()));
            }
        }

        String step() {
            int dice = random.nextInt(100);
            if (dice < 25) {
                return ask();
            } else if (dice < 30) {
                return acquire();
            } else if (dice < 45) {
                return both("success", b -> b.onSuccess(1, TimeUnit.MILLISECONDS));
            } else if (dice < 65) {
                return both("error", b -> b.onError(1, TimeUnit.MILLISECONDS, new IllegalStateException()));
            } else if (dice < 70) {
                return both("result", b -> b.onResult(1, TimeUnit.MILLISECONDS, "page"));
            } else if (dice < 76) {
                return both("release", CircuitBreaker::releasePermission);
            } else if (dice < 90) {
                return advance();
            }
            return byHand(random.nextInt(10));
        }

        private String ask() {
            boolean expected = alone.tryAcquirePermission();
            refused += expected ? 0 : 1;
            assertThat(reporting.tryAcquirePermission()).as("permission").isEqualTo(expected);
            return "ask";
        }

        private String acquire() {
            assertThat(refusalOf(reporting)).isEqualTo(refusalOf(alone));
            return "acquire";
        }

        private static String refusalOf(CircuitBreaker breaker) {
            try {
                breaker.acquirePermission();
                return "none";
            } catch (CallNotPermittedException refused) {
                return refused.getMessage();
            }
        }

        private String advance() {
            // whole milliseconds, one nanosecond more or less: the ends of the waits are hit often
            Duration by = Duration.ofMillis(random.nextInt(30)).plusNanos(random.nextInt(3) - 1L);
            time.advance(by.isNegative() ? Duration.ZERO : by);
            return "advance " + by;
        }

        private String byHand(int which) {
            Duration wait = Duration.ofNanos(random.nextInt(60_000_000));
            Instant until = Instant.EPOCH.plusNanos(time.nanos() + random.nextInt(60_000_000));
            return switch (which) {
                case 0 -> both("open", CircuitBreaker::transitionToOpenState);
                case 1 -> both("open for " + wait, b -> b.transitionToOpenStateFor(wait));
                case 2 -> both("open until " + until, b -> b.transitionToOpenStateUntil(until));
                case 3 -> both("half-open", CircuitBreaker::transitionToHalfOpenState);
                case 4 -> both("disable", CircuitBreaker::transitionToDisabledState);
                case 5 -> both("metrics only", CircuitBreaker::transitionToMetricsOnlyState);
                case 6 -> both("force open", CircuitBreaker::transitionToForcedOpenState);
                case 7 -> both("reset", CircuitBreaker::reset);
                default -> both("close", CircuitBreaker::transitionToClosedState);
            };
        }

        private String both(String name, Consumer<CircuitBreaker> operation) {
            assertThat(outcome(reporting, operation)).isEqualTo(outcome(alone, operation));
            return name;
        }

        /** Not every transition is allowed, and a late result after one from FORCED_OPEN to OPEN divides by zero. */
        private static String outcome(CircuitBreaker on, Consumer<CircuitBreaker> operation) {
            try {
                operation.accept(on);
                return "done";
            } catch (RuntimeException thrown) {
                return thrown.getClass().getName();
            }
        }

        void agree(String after) {
            assertThat(reporting.getState()).as(after).isEqualTo(alone.getState());
            assertThat(numbers(reporting.getMetrics())).as(after).isEqualTo(numbers(alone.getMetrics()));
            assertThat(told.since()).as(after).isEqualTo(toldByEvents);
            assertThat(reportingEvents).as(after).isEqualTo(aloneEvents);
            toldByEvents.clear();
            reportingEvents.clear();
            aloneEvents.clear();
        }

        private static List<Number> numbers(Metrics metrics) {
            return List.of(
                    metrics.getFailureRate(),
                    metrics.getSlowCallRate(),
                    metrics.getNumberOfSlowCalls(),
                    metrics.getNumberOfSlowSuccessfulCalls(),
                    metrics.getNumberOfSlowFailedCalls(),
                    metrics.getNumberOfBufferedCalls(),
                    metrics.getNumberOfFailedCalls(),
                    metrics.getNumberOfSuccessfulCalls(),
                    metrics.getNumberOfNotPermittedCalls());
        }
    }
}
