package dev.heal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.Attempt;
import dev.heal.Heal;
import dev.heal.failure.Effect;
import dev.heal.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests of a host, good ones and bad ones, for the tests of the extension to run. */
final class Samples {

    /** What samples saw; each test of the extension clears it. */
    static final List<Object> SEEN = new ArrayList<>();

    private Samples() {}

    @ExtendWith(HealExtension.class)
    static class Parameters {
        private final TestHeal ofInstance;

        Parameters(TestHeal test) {
            this.ofInstance = test;
        }

        @BeforeEach
        void setUp(TestHeal test) {
            SEEN.add(test);
        }

        @Test
        void one(TestHeal test, Heal heal, VirtualTime time) {
            check(test, heal, time);
        }

        @Test
        void two(TestHeal test, Heal heal, VirtualTime time) {
            check(test, heal, time);
        }

        private void check(TestHeal test, Heal heal, VirtualTime time) {
            assertThat(ofInstance).isSameAs(test);
            assertThat(heal).isSameAs(test.heal());
            assertThat(time).isSameAs(test.time());
            assertThat(test.runtime()).isSameAs(test.guard("db").runtime());
            assertThat(test.faults("db")).isSameAs(test.faults("db"));
            SEEN.add(test);
        }
    }

    @ExtendWith(HealExtension.class)
    static class ForAClass {
        @BeforeAll
        static void setUp(TestHeal test) {
            SEEN.add(test);
        }

        @Test
        void never() {}
    }

    @ExtendWith(HealExtension.class)
    static class Leftovers {
        @Test
        void attempt(TestHeal test) {
            Attempt unused = test.guard("db").begin(Effect.READ);
        }

        @Test
        void task(TestHeal test) {
            Future<?> unused = test.runtime().timer().schedule(() -> {}, 1, TimeUnit.SECONDS);
        }
    }

    @ExtendWith(HealExtension.class)
    static class Tidy {
        @Test
        void dueAtOnce(TestHeal test) {
            test.runtime().io().execute(() -> SEEN.add("ran"));
        }

        @Test
        void cancelled(TestHeal test) {
            test.runtime().timer().schedule(() -> {}, 1, TimeUnit.SECONDS).cancel(false);
        }

        @Test
        void abandoned(TestHeal test) {
            test.guard("db").begin(Effect.READ).abandon();
        }
    }

    @ExtendWith(HealExtension.class)
    static class Failing {
        @Test
        void fails(TestHeal test) {
            test.time().advance(Duration.ofSeconds(2));
            test.guard("db").breaker().transitionToOpenState();
            Attempt unused = test.guard("cache").begin(Effect.READ);
            throw new IllegalStateException("the host's own");
        }

        @Test
        void aborts(TestHeal test) {
            Assumptions.abort("not here");
        }
    }

    @ExtendWith(HealExtension.class)
    static class Draws {
        @RepeatedTest(3)
        void draw(TestHeal test) {
            SEEN.add(test.seed());
            SEEN.add(test.runtime().random().nextLong());
        }
    }

    @HealSettings({"heal.retry.max-attempts=2", "heal.retry.budget=7", "heal.breaker.window=30"})
    static class Settings {
        @RegisterExtension
        final HealExtension heal = new HealExtension()
                .with("heal.retry.max-attempts=9", "heal.breaker.probes=4")
                .with("heal.guard.db.breaker.window=31");

        @Test
        void ofTheClass(TestHeal test) {
            record(test);
        }

        @Test
        @HealSettings("heal.retry.budget = 8")
        void ofTheMethod(TestHeal test) {
            record(test);
        }

        @Nested
        @HealSettings("heal.breaker.window=32")
        class Inner {
            @Test
            void ofTheNestedClass(TestHeal test) {
                record(test);
            }
        }

        private static void record(TestHeal test) {
            var ofAll = test.guard("cache").settings();
            SEEN.add(List.of(
                    ofAll.retry().maxAttempts(),
                    ofAll.retry().budget(),
                    ofAll.breaker().window(),
                    ofAll.breaker().probes(),
                    test.guard("db").settings().breaker().window()));
        }
    }

    @ExtendWith(HealExtension.class)
    static class WrongSettings {
        @Test
        @HealSettings("heal.breaker.wait-opn=5s")
        void unknownKey() {}

        @Test
        @HealSettings("heal.guard.db.breaker.wait-open=5 sec")
        void wrongValue() {}
    }
}
