package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.EpisodePolicy.Breaker;
import dev.heal.EpisodePolicy.Event;
import dev.heal.EpisodePolicy.Evidence;
import dev.heal.EpisodePolicy.Report;
import dev.heal.EpisodePolicy.Step;
import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One backend before the policy alone, and what holds after every step whatever happened before. */
final class EpisodeLife {

    static final Failure DEAD = new Failure(Kind.CONNECTION_DEAD, Phase.NOT_SENT, "RESET");
    static final Failure LATE = new Failure(Kind.TIME_OUT, Phase.MAYBE_APPLIED, "SLOW");

    final List<Report> reports = new ArrayList<>();
    final List<Long> reportedAt = new ArrayList<>();
    long now = Long.MAX_VALUE - 1_000_000_000L; // wraps around on the way
    private EpisodeState state = EpisodeState.fresh(now);
    private Breaker breaker = Breaker.UNASKED;
    private long successes;
    private long failures;

    void pass(long millis) {
        now += millis * 1_000_000L;
    }

    void ok(int times) {
        successes += times;
    }

    void fail(Failure failure) {
        failures++;
        step(Event.FAILED, failure);
    }

    /** Something that the guard did not call itself, as the breaker's window shows it. */
    void failObserved(long calls, long failed) {
        Breaker before = breaker;
        breaker = new Breaker(true, calls, failed);
        fail(DEAD);
        breaker = before;
    }

    void opened() {
        breaker = new Breaker(false, 0, 0);
        step(Event.OPENED, null);
    }

    void closed() {
        breaker = Breaker.UNASKED;
    }

    void shows(Breaker other) {
        breaker = other;
    }

    void look() {
        step(Event.LOOKED, null);
    }

    boolean isRunning() {
        return state.isRunning();
    }

    int begun() {
        return (int) reports.stream().filter(Report::begins).count();
    }

    private void step(Event event, @Nullable Failure failure) {
        boolean before = state.isRunning();
        Guard.Counts counts = new Guard.Counts(successes, successes, 0, 0, 0, 0);
        Breaker asked = event == Event.FAILED && breaker.calls() == 0 ? Breaker.UNASKED : breaker;
        Step next = EpisodePolicy.step(state, new Evidence(event, failure, counts, asked), now);
        state = next.state();
        Report report = next.report();
        if (report == null) {
            assertThat(state.isRunning()).as("nothing changes in silence").isEqualTo(before);
        } else {
            reports.add(report);
            reportedAt.add(now);
            assertThat(report.begins())
                    .as("never two at once, and none ends twice")
                    .isEqualTo(!before);
            assertThat(state.isRunning()).isEqualTo(report.begins());
            assertThat(report.run().failures()).as("evidence").isBetween(1L, failures);
            assertThat(report.run().tries())
                    .isGreaterThanOrEqualTo((double) report.run().failures());
            assertThat(report.nanos()).isNotNegative();
            assertThat(event).isEqualTo(report.begins() ? event : Event.LOOKED);
            assertThat(report.begins() || breaker.closed()).isTrue();
            if (report.begins() && event == Event.FAILED) {
                assertThat(report.run().failures()).isGreaterThanOrEqualTo(EpisodePolicy.FEWEST_FAILURES);
            }
        }
    }
}
