package dev.heal.safety;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class OverridesTest {

    private final Overrides overrides = new Overrides();

    @Test
    void everyPartIsMandatory() {
        String[][] table = {
            {"", "open", "ada", "why", "override: resource must not be blank, was ''; every override has one"},
            {"db", " ", "ada", "why", "override: kind must not be blank, was ' '; every override has one"},
            {"db", "open", "", "why", "override: author must not be blank, was ''; every override has one"},
            {"db", "open", "ada", "\t", "override: reason must not be blank, was '\t'; every override has one"},
        };
        for (String[] row : table) {
            assertThatThrownBy(() -> new ManualOverride(row[0], row[1], row[2], row[3], Duration.ofHours(1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(row[4]);
        }
        for (Duration wrong : new Duration[] {
            Duration.ZERO, Duration.ofSeconds(-1), Duration.ofDays(30).plusNanos(1)
        }) {
            assertThatThrownBy(() -> pin("db", "open", wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("override 'db': expiry must be in (0s, 30d], was ")
                    .hasMessageEndingWith("; renew it when it ends");
        }
        assertThat(pin("db", "open", Duration.ofDays(30)).expiry()).isEqualTo(ManualOverride.LONGEST);
    }

    @Test
    void itHoldsOneKindOrEverything() {
        overrides.put(pin("db", "open", Duration.ofHours(1)), Instant.EPOCH, 0);
        overrides.put(pin("cache", ManualOverride.EVERYTHING, Duration.ofHours(1)), Instant.EPOCH, 0);
        assertThat(overrides.isPinned("db", "open", 1)).isTrue();
        assertThat(overrides.isPinned("db", "raise limit", 1)).isFalse();
        assertThat(overrides.isPinned("cache", "raise limit", 1)).isTrue();
        assertThat(overrides.isPinned("vectors", "open", 1)).isFalse();
    }

    @Test
    void oneOverrideAlwaysEnds() {
        for (int seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            Overrides own = new Overrides();
            long start = random.nextLong();
            long expiry = 1 + (long) (random.nextDouble() * (ManualOverride.LONGEST.toNanos() - 1));
            own.put(pin("db", "open", Duration.ofNanos(expiry)), Instant.EPOCH, start);
            long during = (long) (random.nextDouble() * expiry);
            assertThat(own.isPinned("db", "open", start + during))
                    .as("seed %d", seed)
                    .isTrue();
            assertThat(own.takeExpired(start + during)).isEmpty();
            assertThat(own.isPinned("db", "open", start + expiry))
                    .as("seed %d", seed)
                    .isFalse();
            assertThat(own.active(start + expiry)).isEmpty();
            assertThat(own.takeExpired(start + expiry)).hasSize(1);
            assertThat(own.takeExpired(start + expiry)).isEmpty();
        }
    }

    @Test
    void aNewOneTakesThePlaceOfTheOld() {
        ManualOverride first = pin("db", "open", Duration.ofHours(1));
        assertThat(overrides.put(first, Instant.EPOCH, 0)).isNull();
        assertThat(overrides
                        .put(pin("db", "open", Duration.ofHours(2)), Instant.EPOCH, 5)
                        .override())
                .isEqualTo(first);
        assertThat(overrides.active(6)).singleElement().satisfies(active -> {
            assertThat(active.since()).isEqualTo(Instant.EPOCH);
            assertThat(active.remaining()).isEqualTo(Duration.ofHours(2).minusNanos(1));
        });
    }

    @Test
    void thereIsAMost() {
        for (int i = 0; i < Overrides.MOST; i++) {
            overrides.put(pin("db" + i, "open", Duration.ofHours(1)), Instant.EPOCH, 0);
        }
        assertThatThrownBy(() -> overrides.put(pin("db", "open", Duration.ofHours(1)), Instant.EPOCH, 0))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "override 'db': at most 1024 overrides may hold at once, were 1024; release some, or stop all"
                                + " automation");
        assertThat(overrides.remove("db7", "open")).isNotNull();
        assertThat(overrides.remove("db7", "open")).isNull();
        overrides.put(pin("db", "open", Duration.ofHours(1)), Instant.EPOCH, 0);
    }

    private static ManualOverride pin(String resource, String kind, Duration expiry) {
        return new ManualOverride(resource, kind, "ada", "release 42", expiry);
    }
}
