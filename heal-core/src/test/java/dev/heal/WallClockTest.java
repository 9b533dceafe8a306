package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.failure.Effect;
import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import dev.heal.settings.SettingsSource;
import dev.heal.time.HealRuntime;
import dev.heal.time.VirtualTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A wall clock that is set, by a person or a time server, changes what records say and nothing that is done. */
final class WallClockTest {

    private static final int CALLS = 2_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void whatIsDoneDoesNotDependOnIt(long seed) {
        Random jumps = new Random(seed);
        List<String> steady = life(seed, () -> 0);
        List<String> jumping = life(seed, () -> jumps.nextInt(-86_400_000, 86_400_000));
        assertThat(jumping).isEqualTo(steady);
        assertThat(String.join(" ", steady)).contains("OPEN", "HALF_OPEN", "CLOSED", "refused");
    }

    /** What became of each call, and in which state it left the breaker. */
    private static List<String> life(long seed, Jump jump) {
        VirtualTime time = new VirtualTime();
        HealRuntime plain = time.runtime(seed);
        InstantSource wall = () -> time.instant().plusMillis(jump.millis());
        List<String> seen = new ArrayList<>();
        try (Heal heal = new Heal(
                SettingsSource.defaults(),
                new HealRuntime(plain.ticker(), wall, new Random(seed), plain.timer(), plain.io(), null))) {
            Guard guard = heal.guard("db").classifying(Fault.CLASSIFIER);
            Random random = new Random(seed);
            for (int i = 0; i < CALLS; i++) {
                boolean outage = i % 200 < 60;
                time.advance(Duration.ofMillis(random.nextInt(100)));
                seen.add(outcome(guard, outage && random.nextInt(10) > 0) + " "
                        + guard.breaker().getState());
            }
        }
        return seen;
    }

    private static String outcome(Guard guard, boolean fails) {
        try {
            guard.run(Effect.READ, () -> {
                if (fails) {
                    throw Fault.of(Kind.CONNECTION_DEAD, Phase.NOT_SENT);
                }
            });
            return "answered";
        } catch (Fault e) {
            return "failed";
        } catch (CallRefusedException e) {
            return "refused";
        }
    }

    /** By how much the clock is off when it is read. */
    @FunctionalInterface
    private interface Jump {
        long millis();
    }
}
