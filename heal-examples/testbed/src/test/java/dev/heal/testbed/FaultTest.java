package dev.heal.testbed;

import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.testbed.Fault.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "refuse",
                "reset-on-accept",
                "reset",
                "close",
                "stall",
                "stall up",
                "stall down existing",
                "reset-after 10 down",
                "truncate 0 up new",
                "latency 200ms 50ms",
                "latency 200ms 0ms down new",
                "bandwidth 1000",
                "slow-accept 1500ms"
            })
    void wordsAreReadAndPrintedAlike(String words) {
        assertThat(Fault.parse(words)).hasToString(words);
    }

    @Test
    void faultsAddUpAndTheSameReplacesItself() {
        LinkSettings settings = LinkSettings.NONE;
        settings = Fault.latency(ofMillis(5), ofMillis(1)).on(settings);
        settings = Fault.bandwidth(Direction.DOWN, 10).on(settings);
        settings = Fault.latency(Direction.UP, ofMillis(7), ofMillis(0)).on(settings);
        assertThat(settings.up()).isEqualTo(new LaneSettings(false, 7_000_000, 0, 0, -1, false));
        assertThat(settings.down()).isEqualTo(new LaneSettings(false, 5_000_000, 1_000_000, 10, -1, false));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ''                  | must have all its words, one was missing
            explode             | must be a known fault, was 'explode'; use one of refuse,
            truncate            | must have all its words, one was missing
            truncate many       | must have a whole number of bytes, was 'many'
            bandwidth 0         | fault 'bytesPerSecond': must be at least 1, was 0
            latency 5ms 6ms     | fault 'jitter': must be in [0, mean], was PT0.006S with a mean of PT0.005S
            latency 5           | duration: must be a whole number of ms, s or m, was '5'; use 200ms or 5s
            refuse now          | must have no words but its own
            refuse up           | must have no words but its own
            refuse existing     | must be for new connections, was for existing ones; use reset()
            reset new           | must be for existing connections, was for new ones; use resetOnAccept()
            """)
    void whatIsNoFaultIsToldWhy(String words, String why) {
        assertThatThrownBy(() -> Fault.parse(words))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
