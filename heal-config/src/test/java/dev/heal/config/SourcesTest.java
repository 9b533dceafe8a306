package dev.heal.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.retry.RetrySettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which source wins, and what the report calls it. */
final class SourcesTest {

    private static final List<String> NAMED_THEN_ALL = List.of("heal.guard.vectors.retry", "heal.retry");

    @Test
    void theCodeDecidesWhereNothingIsStated() {
        assertThat(attempts(Given.lines())).isEqualTo(5);
    }

    @Test
    void theDefaultSectionWinsOverTheCode() {
        assertThat(attempts(Given.lines("heal.retry.max-attempts=2"))).isEqualTo(2);
    }

    @Test
    void theNamedSectionWinsOverTheDefaultSection() {
        assertThat(attempts(Given.lines("heal.guard.vectors.retry.max-attempts=3", "heal.retry.max-attempts=2")))
                .isEqualTo(3);
    }

    @Test
    void sectionsAreLayeredSettingBySetting() {
        RetrySettings bound = Given.lines("heal.guard.vectors.retry.max-attempts=3", "heal.retry.max-wait=9s")
                .bind(NAMED_THEN_ALL, new RetrySettings());

        assertThat(bound.maxAttempts()).isEqualTo(3);
        assertThat(bound.maxWait()).hasSeconds(9);
        assertThat(bound.firstWait()).hasMillis(100);
    }

    @Test
    void theEnvironmentWinsOverTheFile() {
        Given given = Given.lines("heal.guard.vectors.retry.max-attempts=3")
                .and(Map.of("HEAL_GUARD_VECTORS_RETRY_MAX_ATTEMPTS", "4"));

        assertThat(attempts(given)).isEqualTo(4);
    }

    @Test
    void aVariableForAllGuardsWinsOverTheSectionOfOneInTheFile() {
        Given given =
                Given.lines("heal.guard.vectors.retry.max-attempts=3").and(Map.of("HEAL_RETRY_MAX_ATTEMPTS", "4"));

        assertThat(attempts(given)).isEqualTo(4);
    }

    @Test
    void aWrongVariableLeavesTheFileInEffect() {
        Given given =
                Given.lines("heal.guard.vectors.retry.max-attempts=3").and(Map.of("HEAL_RETRY_MAX_ATTEMPTS", "many"));

        assertThat(attempts(given)).isEqualTo(3);
        assertThat(given.report()).hasSize(1).first().asString().contains("HEAL_RETRY_MAX_ATTEMPTS", "in effect: 3");
    }

    @Test
    void theEnvironmentReachesGuardsWhoseNamesHaveDotsAndDashes() {
        Given given = Given.lines().and(Map.of("HEAL_GUARD_MY_DB_2_RETRY_MAX_ATTEMPTS", "4"));

        assertThat(given.bind("heal.guard.my.db-2.retry", new RetrySettings()).maxAttempts())
                .isEqualTo(4);
    }

    @Test
    void aSystemPropertyWinsOverTheEnvironment() {
        Given given = Given.lines("heal.guard.vectors.retry.max-attempts=3")
                .and(Map.of("HEAL_GUARD_VECTORS_RETRY_MAX_ATTEMPTS", "4"));
        SystemProperty.during(
                "heal.guard.vectors.retry.max-attempts",
                "6",
                () -> assertThat(attempts(given)).isEqualTo(6));
    }

    @Test
    void wrongValuesAreReportedWithTheirLineVariableOrAsSystemProperty() {
        Given given = Given.lines("# comment", "heal.retry.max-attempts=x").and(Map.of("HEAL_RETRY_FIRST_WAIT", "y"));
        SystemProperty.during("heal.retry.max-wait", "z", () -> given.bind("heal.retry", new RetrySettings()));

        assertThat(given.report())
                .containsExactly(
                        "heal.properties:2: heal.retry.max-attempts: 'x' is not a whole number; in effect: 5",
                        "environment variable HEAL_RETRY_FIRST_WAIT: heal.retry.first-wait:"
                                + " 'y' is not a duration such as 250ms, 5s, 2m, 1h or 7d; in effect: 100ms",
                        "system property: heal.retry.max-wait:"
                                + " 'z' is not a duration such as 250ms, 5s, 2m, 1h or 7d; in effect: 2s");
    }

    @Test
    void anOrdinalInTheFileDoesNotLiftItAboveTheEnvironment() {
        Given given = Given.lines("config_ordinal=500", "heal.retry.max-attempts=2")
                .and(Map.of("HEAL_RETRY_MAX_ATTEMPTS", "4"));

        assertThat(attempts(given)).isEqualTo(4);
    }

    @Test
    void anOrdinalThatIsNoNumberDoesNotStopTheHost() {
        assertThat(attempts(Given.lines("config_ordinal=first", "heal.retry.max-attempts=2")))
                .isEqualTo(2);
    }

    @Test
    void anOrdinalInTheEnvironmentDoesNotPushItBelowTheFile() {
        Given given = Given.lines("heal.retry.max-attempts=2")
                .and(Map.of("HEAL_RETRY_MAX_ATTEMPTS", "4", "CONFIG_ORDINAL", "1"));

        assertThat(attempts(given)).isEqualTo(4);
    }

    private static int attempts(Given given) {
        return given.bind(NAMED_THEN_ALL, new RetrySettings()).maxAttempts();
    }
}
