package dev.heal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.chaos.AppFault.Cause;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The fault begins one second after 18:00. */
final class NamingTest {

    private static final long SECOND = 1_000_000_000L;
    private static final long SIX = 1_795_629_600L * SECOND;
    private static final Timeline TIMES = new Timeline(SIX, SIX + SECOND, SIX + 5 * SECOND, SIX + 9 * SECOND);

    @Test
    void theFirstDecisionAboutAFailureNamesTheCause() {
        Naming naming = Naming.of(
                DecisionLine.parse(List.of(
                        line("00.500", "cache", "time-out TIMEOUT"),
                        line("01.200", "vectors", "wait over"),
                        line("01.300", "vectors", "connection-dead UNAVAILABLE"),
                        line("01.400", "cache", "time-out TIMEOUT"))),
                TIMES);
        assertThat(naming).isEqualTo(new Naming(new Cause("vectors", "connection-dead", "client"), 300_000_000L));
    }

    @Test
    void theEndOfEarlierTroubleNamesNothing() {
        String end = line("01.200", "cache", "time-out SILENT").replace("\"to\":\"OPEN\"", "\"to\":\"healthy\"");
        String begin = line("01.300", "vectors", "overload RESOURCE_EXHAUSTED");
        assertThat(Naming.of(DecisionLine.parse(List.of(end, begin)), TIMES).cause())
                .isEqualTo(new Cause("vectors", "overload", "client"));
    }

    @Test
    void nothingIsNamedByLinesThatSayNothing() {
        List<DecisionLine> lines = DecisionLine.parse(List.of(
                "",
                "{\"id\":7,\"at\":\"2026-11",
                "{\"at\":\"2026-11-26T18:00:02Z\",\"resource\":\"vectors\",\"action\":\"breaker\",\"from\":\"CLOSED\","
                        + "\"to\":\"OPEN\"}"));
        assertThat(lines).hasSize(1);
        assertThat(Naming.of(lines, TIMES)).isEqualTo(new Naming(null, null));
    }

    @Test
    void whereItShowsSaysNothingOfWhereItLies() {
        Cause injected = new Cause("vectors", "time-out", "server");
        assertThat(injected.matches(new Cause("vectors", "time-out", "client"))).isTrue();
        assertThat(injected.matches(new Cause("cache", "time-out", "server"))).isFalse();
        assertThat(injected.matches(new Cause("vectors", "overload", "server"))).isFalse();
    }

    private static String line(String second, String resource, String kind) {
        return "{\"id\":1,\"at\":\"2026-11-25T18:00:" + second + "Z\",\"resource\":\"" + resource
                + "\",\"action\":\"open\",\"from\":\"CLOSED\",\"to\":\"OPEN\",\"cause\":{\"resource\":\"" + resource
                + "\",\"kind\":\"" + kind + "\",\"layer\":\"client\"}}";
    }
}
