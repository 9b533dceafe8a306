package dev.heal.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.Guard;
import dev.heal.failure.Effect;
import dev.heal.time.Deadline;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(HealExtension.class)
@HealSettings({"heal.guard.db.deadline.call=3s", "heal.retry.max-attempts=1"})
final class FaultsTest {

    private final TestHeal test;
    private final Faults faults;
    private final Guard.Call<String, IOException> call;

    FaultsTest(TestHeal test) {
        this.test = test;
        this.faults = test.faults("db");
        this.call = faults.around(() -> "there");
    }

    @Test
    void withoutFaultsCallsGoThrough() throws Exception {
        assertThat(call.call()).isEqualTo("there");
        assertThat(faults.calls()).isEqualTo(1);
        assertThat(faults.struck()).isZero();
    }

    @Test
    void aStatedFailureIsThrownAsItIsAndClearingEndsIt() throws Exception {
        IOException stated = new IOException("reset");
        faults.fail(1, () -> stated);
        assertThatThrownBy(call::call).isSameAs(stated);
        faults.clear();
        assertThat(call.call()).isEqualTo("there");
        assertThat(faults.calls()).isEqualTo(2);
        assertThat(faults.struck()).isEqualTo(1);
    }

    @Test
    void faultsComeAndGoByTheClock() throws Exception {
        faults.fail(1, IOException::new).after(Duration.ofSeconds(10)).lasting(Duration.ofSeconds(30));
        assertThat(call.call()).isEqualTo("there");
        test.time().advance(Duration.ofSeconds(10));
        assertThatThrownBy(call::call).isInstanceOf(IOException.class);
        test.time().advance(Duration.ofSeconds(30));
        assertThat(call.call()).isEqualTo("there");
    }

    @Test
    void latencyPassesOnTheClock() throws Exception {
        faults.latency(Duration.ofSeconds(4)).times(1);
        assertThat(call.call()).isEqualTo("there");
        assertThat(test.time().nanos()).isEqualTo(4_000_000_000L);
        assertThat(call.call()).isEqualTo("there");
        assertThat(test.time().nanos()).isEqualTo(4_000_000_000L);
    }

    @Test
    void aHangLastsToTheGuardsDeadline() {
        faults.hang();
        assertThatThrownBy(() -> test.guard("db").call(Effect.READ, call))
                .isInstanceOf(SocketTimeoutException.class)
                .hasMessage("faults 'db': no answer by the deadline");
        assertThat(test.time().nanos()).isEqualTo(3_000_000_000L);
    }

    @Test
    void aHangFailsInTheClientsOwnWayIfThatIsStated() {
        faults.hang(() -> new IOException("the client's own"));
        assertThatThrownBy(call::call).hasMessage("the client's own");
    }

    @Test
    void aCallThatIsHandedItsDeadlineHangsUntilThen() {
        faults.hang();
        Guard.DeadlineCall<String, IOException> known = faults.around(deadline -> "there");
        Guard guard = test.guard("db").within(Deadline.after(Duration.ofMillis(700), test.time()));
        assertThatThrownBy(() -> guard.call(Effect.READ, known)).isInstanceOf(SocketTimeoutException.class);
        assertThat(test.time().nanos()).isEqualTo(700_000_000L);
    }

    @Test
    void latencyBeyondAKnownDeadlineIsATimeOut() throws Exception {
        faults.latency(Duration.ofMillis(500));
        Guard.DeadlineCall<String, IOException> known = faults.around(deadline -> "there");
        assertThat(known.call(Deadline.after(Duration.ofMillis(501), test.time())))
                .isEqualTo("there");
        assertThatThrownBy(() -> known.call(Deadline.after(Duration.ofMillis(500), test.time())))
                .isInstanceOf(SocketTimeoutException.class);
        assertThat(known.call(Deadline.none())).isEqualTo("there");
    }

    @Test
    @HealSettings("heal.guard.db.deadline.call=0s")
    void aHangWithoutADeadlineIsAnErrorOfTheTest() {
        faults.hang();
        assertThatThrownBy(() -> test.guard("db").call(Effect.READ, call))
                .isInstanceOf(AssertionError.class)
                .hasMessage(
                        "faults 'db': hang must have a deadline to end at, had none; set heal.guard.db.deadline.* or use"
                                + " fail");
        assertThat(test.guard("db").counts().abandoned()).isEqualTo(1);
    }

    @Test
    void anInterruptedWaitEndsTheCallAndKeepsTheFlag() {
        faults.latency(Duration.ofSeconds(1));
        Thread.currentThread().interrupt();
        assertThatThrownBy(call::call).isInstanceOf(CancellationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void aShareIsMetInTheLongRun() {
        faults.fail(0.3, IOException::new);
        int failed = 0;
        for (int i = 0; i < 10_000; i++) {
            failed += fails() ? 1 : 0;
        }
        // six standard deviations: 46 calls each
        assertThat(failed).isBetween(2_725, 3_275);
        assertThat(faults.struck()).isEqualTo(failed);
    }

    @Test
    void equalSeedsHitEqualCallsAndFaultsHaveChanceOfTheirOwn() {
        assertThat(pattern(5, false)).isEqualTo(pattern(5, false)).isNotEqualTo(pattern(6, false));
        // draws of the guard's jitter in between change nothing
        assertThat(pattern(5, true)).isEqualTo(pattern(5, false));
    }

    @Test
    void wrongUseIsRefused() {
        assertThatThrownBy(() -> faults.fail(80, IOException::new))
                .hasMessage("faults 'db': share must be in [0, 1], was 80; use 0.8 for 80 %");
        assertThatThrownBy(() -> faults.fail(Double.NaN, IOException::new)).hasMessageContaining("was NaN");
        assertThatThrownBy(() -> faults.latency(Duration.ZERO))
                .hasMessage("faults 'db': latency must be > 0s, was 0s; use 1ms or more");
        assertThatThrownBy(() -> faults.after(Duration.ofSeconds(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "faults 'db': a fault must be stated before it is changed, was none; say fail, latency or hang"
                                + " first");
        assertThatThrownBy(() -> faults.hang().times(0))
                .hasMessage("faults 'db': times must be >= 1, was 0; use clear() to end all faults");
    }

    private boolean fails() {
        try {
            return !call.call().equals("there");
        } catch (IOException stated) {
            return true;
        }
    }

    private static String pattern(long seed, boolean drawing) {
        TestHeal one = new TestHeal(seed, SettingLines.NONE);
        Faults some = one.faults("db").fail(0.5, IOException::new);
        Guard.Call<String, IOException> wrapped = some.around(() -> "-");
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            if (drawing) {
                one.runtime().random().nextLong();
            }
            try {
                pattern.append(wrapped.call());
            } catch (IOException stated) {
                pattern.append('x');
            }
        }
        return pattern.toString();
    }
}
