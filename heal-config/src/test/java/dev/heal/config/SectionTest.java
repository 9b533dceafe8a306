package dev.heal.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.retry.RetrySettings;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SectionTest {

    /** A record of the host's whose values depend on each other. */
    record Window(int min, int max, int percent) {
        Window {
            if (min > max) {
                throw new IllegalArgumentException("window: min must be <= max, was " + min + " > " + max);
            }
            if (percent > 100) {
                throw new IllegalArgumentException("window: percent must be <= 100, was " + percent);
            }
        }

        Window() {
            this(1, 10, 50);
        }
    }

    /** A record that refuses without a word. */
    record Silent(int size) {
        Silent {
            if (size > 1) {
                throw new IllegalArgumentException("");
            }
        }
    }

    record Outer(String name, Window window) {
        Outer {
            if (name.equals("small") && window.max() > 10) {
                throw new IllegalArgumentException("outer: a small one must have max <= 10, was " + window.max());
            }
        }
    }

    @Test
    void valuesThatAreRightOnlyTogetherAreTaken() {
        Given given = Given.lines("w.min=20", "w.max=30");

        assertThat(given.bind("w", new Window())).isEqualTo(new Window(20, 30, 50));
        assertThat(given.report()).isEmpty();
    }

    @Test
    void aValueThatContradictsADefaultIsLeftOut() {
        Given given = Given.lines("w.min=20", "w.percent=60");

        assertThat(given.bind("w", new Window())).isEqualTo(new Window(1, 10, 60));
        assertThat(given.report())
                .containsExactly("heal.properties:1: w.min: window: min must be <= max, was 20 > 10; in effect: 1");
    }

    @Test
    void oneWrongValueDoesNotTakeThoseThatAreRightTogetherWithIt() {
        Given given = Given.lines("w.min=20", "w.max=30", "w.percent=150");

        assertThat(given.bind("w", new Window())).isEqualTo(new Window(20, 30, 50));
        assertThat(given.report())
                .containsExactly(
                        "heal.properties:3: w.percent: window: percent must be <= 100, was 150; in effect: 50");
    }

    @Test
    void valuesThatContradictOnlyTogetherLeaveTheWholeSectionAtItsDefaults() {
        Given given = Given.lines("w.min=8", "w.max=5", "w.percent=60");

        assertThat(given.bind("w", new Window())).isEqualTo(new Window());
        assertThat(given.report())
                .containsExactly(
                        "heal.properties: w.*: window: min must be <= max, was 8 > 5; the whole section has its defaults");
    }

    @Test
    void aValueThatContradictsANestedSectionIsLeftOut() {
        Given given = Given.lines("o.name=small", "o.window.max=11");

        assertThat(given.bind("o", new Outer("big", new Window()))).isEqualTo(new Outer("big", new Window(1, 11, 50)));
        assertThat(given.report())
                .containsExactly("heal.properties:1: o.name: outer: a small one must have max <= 10, was 11;"
                        + " in effect: big");
    }

    @Test
    void twoWrongValuesAreReportedEach() {
        Given given = Given.lines("r.max-attempts=99", "r.first-wait=2h", "r.max-wait=5s");

        assertThat(given.bind("r", new RetrySettings()))
                .isEqualTo(new RetrySettings(5, new RetrySettings().firstWait(), java.time.Duration.ofSeconds(5)));
        assertThat(given.report())
                .containsExactly(
                        "heal.properties:1: r.max-attempts: retry: maxAttempts must be in [1, 20], was 99;"
                                + " use 20 or less; in effect: 5",
                        "heal.properties:2: r.first-wait: retry: firstWait must be in [1ms, 1m], was 2h;"
                                + " use 1m or less; in effect: 100ms");
    }

    @Test
    void theReportNamesTheValueOfTheLessSpecificSectionWhereThatIsInEffect() {
        Given given = Given.lines("named.max-attempts=99", "all.max-attempts=7");

        assertThat(given.bind(List.of("named", "all"), new RetrySettings()).maxAttempts())
                .isEqualTo(7);
        assertThat(given.report()).singleElement().asString().endsWith("in effect: 7");
    }

    @Test
    void theReportOfATextThatIsNoNumberNamesTheValueInEffectToo() {
        Given given = Given.lines("named.max-attempts=seven", "all.max-attempts=7");

        assertThat(given.bind(List.of("named", "all"), new RetrySettings()).maxAttempts())
                .isEqualTo(7);
        assertThat(given.report())
                .containsExactly("heal.properties:1: named.max-attempts: 'seven' is not a whole number; in effect: 7");
    }

    @Test
    void wrongValuesInBothSectionsAreReportedBothAndTheDefaultStays() {
        Given given = Given.lines("named.max-attempts=99", "all.max-attempts=0");

        assertThat(given.bind(List.of("named", "all"), new RetrySettings())).isEqualTo(new RetrySettings());
        assertThat(given.report())
                .hasSize(2)
                .allSatisfy(line -> assertThat(line).endsWith("in effect: 5"));
    }

    @Test
    void aRefusalWithoutAWordIsARefusal() {
        Given given = Given.lines("s.size=2");

        assertThat(given.bind("s", new Silent(0))).isEqualTo(new Silent(0));
        assertThat(given.report()).hasSize(1);
    }
}
