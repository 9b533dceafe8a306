package dev.heal.scraper.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PassageTest {

    @Test
    void keepsSubjectAndSentencesAndLeavesLabelsAndNamesOut() {
        Chunk chunk = new Chunk(0, List.of("Interface Gauge"), """
                Interface Gauge
                All Superinterfaces:
                Meter
                public interface Gauge extends Meter { }
                A gauge tracks a value that may go up or down.
                Parameters:
                name - The gauge's name.""");

        assertThat(Passage.of("Gauge (micrometer-core 1.17.1 API)", chunk)).isEqualTo("""
                Gauge: Interface Gauge
                public interface Gauge extends Meter { }
                A gauge tracks a value that may go up or down.
                name - The gauge's name.""");
    }

    @Test
    void keepsEverythingWhenThereIsNoSentence() {
        assertThat(Passage.of("Names", new Chunk(0, List.of(), "one\ntwo"))).isEqualTo("Names\none\ntwo");
    }

    @Test
    void aTitleMayHaveBracketsOfItsOwn() {
        assertThat(Passage.of("retry(int) (API)", new Chunk(0, List.of(), "It tries again, and again.")))
                .isEqualTo("retry(int)\nIt tries again, and again.");
    }
}
