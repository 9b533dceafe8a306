package dev.heal.testbed;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTimelineTest {
    @Test
    void isDrivenByHand() throws Exception {
        try (EchoServer server = new EchoServer(0);
                FaultProxy proxy = FaultProxy.launch("127.0.0.1", server.port())) {
            FaultTimeline.Run run =
                    FaultTimeline.parse("at 2s refuse; at 5s clear").on(proxy);
            assertThat(run.advanceTo(ofMillis(1_999))).isZero();
            assertThat(accepts(proxy)).isTrue();
            assertThat(run.advanceTo(ofSeconds(2))).isEqualTo(1);
            assertThat(run.advanceTo(ofSeconds(4))).isZero();
            assertThat(accepts(proxy)).isFalse();
            assertThat(run.isDone()).isFalse();
            assertThat(run.advanceTo(ofSeconds(60))).isEqualTo(1);
            assertThat(accepts(proxy)).isTrue();
            assertThat(run.isDone()).isTrue();
        }
    }

    @Test
    void isDrivenByAScheduler() throws Exception {
        ScheduledExecutorService scheduler = Executors.newSingleThreadScheduledExecutor();
        try (EchoServer server = new EchoServer(0);
                FaultProxy proxy = FaultProxy.launch("127.0.0.1", server.port())) {
            for (var step : FaultTimeline.parse("at 0s stall; at 10ms refuse").play(proxy, scheduler)) {
                step.get();
            }
            assertThat(accepts(proxy)).isFalse();
        } finally {
            scheduler.shutdownNow();
        }
    }

    @Test
    void movesTheTarget() throws Exception {
        try (EchoServer server = new EchoServer(0);
                EchoServer other = new EchoServer(5);
                FaultProxy proxy = FaultProxy.launch("127.0.0.1", server.port())) {
            FaultTimeline.parse("at 1s flip 127.0.0.1:" + other.port())
                    .on(proxy)
                    .advanceTo(ofSeconds(1));
            try (Socket client = new Socket(Ports.loopback(), proxy.port())) {
                client.getOutputStream().write(1);
                assertThat(client.getInputStream().read()).isEqualTo(6);
            }
        }
    }

    @Test
    void stepsAreDoneInOrderOfTimeAndThenOfAddition() throws Exception {
        List<String> done = new ArrayList<>();
        try (FaultProxy proxy = FaultProxy.launch("127.0.0.1", 1)) {
            FaultTimeline.empty()
                    .at(ofSeconds(2), p -> done.add("c"))
                    .at(ofSeconds(1), p -> done.add("a"))
                    .at(ofSeconds(1), p -> done.add("b"))
                    .on(proxy)
                    .advanceTo(ofSeconds(9));
        }
        assertThat(done).containsExactly("a", "b", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "stall", "at 2s", "at soon stall", "at 2s flip nowhere", "at 2s flip a b:1"})
    void refusesWhatIsNoTimeline(String text) {
        assertThatThrownBy(() -> FaultTimeline.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean accepts(FaultProxy proxy) {
        try (Socket client = new Socket(Ports.loopback(), proxy.port())) {
            return client.isConnected();
        } catch (IOException refused) {
            return false;
        }
    }
}
