package dev.heal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DecisionLineTest {

    @Test
    void aLineOfTheJournalIsASentence() {
        DecisionLine line = parse(",\"cause\":{\"resource\":\"db\",\"kind\":\"queueing\",\"layer\":\"pool\"},"
                + "\"evidence\":{\"samples\":20.0,\"share\":0.25,\"usual\":null},\"mode\":\"enforce\",\"by\":\"heal\"");
        assertThat(line.isDone()).isTrue();
        assertThat(line.sentence())
                .isEqualTo("db: raise limit, 10 to 15, because of queueing in db (pool); samples 20, share 0.25");
    }

    @Test
    void whatWasNotDoneSaysSo() {
        DecisionLine suggested = parse(",\"mode\":\"suggest\"");
        assertThat(suggested.isDone()).isFalse();
        assertThat(suggested.sentence()).isEqualTo("db: only a suggestion: raise limit, 10 to 15");
        DecisionLine suppressed = parse(",\"mode\":\"enforce\",\"suppressedBy\":\"budget\"");
        assertThat(suppressed.isDone()).isFalse();
        assertThat(suppressed.sentence()).isEqualTo("db: not done (budget): raise limit, 10 to 15");
    }

    @Test
    void whoKnowsNoModesDidIt() {
        assertThat(parse("").isDone()).isTrue();
        assertThat(parse(",\"evidence\":{}").sentence()).isEqualTo("db: raise limit, 10 to 15");
    }

    private static DecisionLine parse(String more) {
        return DecisionLine.parse(
                        List.of("{\"at\":\"2026-11-25T18:00:02Z\",\"resource\":\"db\",\"action\":\"raise limit\","
                                + "\"from\":\"10\",\"to\":\"15\"" + more + "}"))
                .get(0);
    }
}
