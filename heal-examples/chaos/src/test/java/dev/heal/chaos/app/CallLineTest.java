package dev.heal.chaos.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.chaos.app.CallLine.Kind;
import dev.heal.chaos.app.CallLine.Outcome;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CallLineTest {

    private static final CallLine.Found FOUND = new CallLine.Found(1_200, List.of(7L, 3L));

    @ParameterizedTest
    @EnumSource
    void isReadAsItWasWritten(Outcome outcome) {
        CallLine line = new CallLine(
                Kind.CRAWL, 1_800_000_000_000_000_000L, 1_800_000_000_000_000_123L, outcome, "", 17, FOUND);
        assertThat(CallLine.parse(line.text())).contains(line);
    }

    @Test
    void aFailureCannotBreakTheLine() {
        CallLine line = new CallLine(Kind.SEARCH, 1, 2, Outcome.FAILED, "a \"b\"\n\\c", 0, CallLine.Found.NOTHING);
        assertThat(line.failure()).isEqualTo("a  b   c");
        assertThat(CallLine.parse(line.text())).contains(line);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ready", "{\"kind\":\"search\",\"begin\":12"})
    void anythingElseIsNoCall(String text) {
        assertThat(CallLine.parse(text)).isEmpty();
    }
}
