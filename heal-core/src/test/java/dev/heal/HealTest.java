package dev.heal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.heal.CallRefusedException.Reason;
import dev.heal.failure.Effect;
import dev.heal.journal.Decision;
import dev.heal.settings.Live;
import dev.heal.settings.SettingsSource;
import dev.heal.time.HealRuntime;
import dev.heal.time.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class HealTest {

    private final VirtualTime time = new VirtualTime();
    private final HealRuntime runtime = time.runtime(1);
    private final Heal heal = new Heal(SettingsSource.defaults(), runtime);

    @Test
    void thereIsOneGuardPerName() {
        Guard db = heal.guard("db");
        assertThat(heal.guard("db")).isSameAs(db);
        assertThat(heal.guard("cache")).isNotSameAs(db);
        assertThat(heal.guards()).extracting(Guard::name).containsExactly("cache", "db");
    }

    @Test
    void aNameOutsideTheFormIsRefusedAndMakesNothing() {
        assertThatThrownBy(() -> heal.guard("https://example.org/"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("was 'https://example.org/'");
        assertThat(heal.guards()).isEmpty();
    }

    @Test
    void namesBeyondTheCapShareOneGuardAndTheDecisionIsJournaled() {
        List<Guard> heard = new ArrayList<>();
        heal.onGuard(heard::add);
        for (int i = 0; i < Heal.MAX_GUARDS; i++) {
            heal.guard("g" + i);
        }
        Guard shared = heal.guard("one-too-many");

        assertThat(shared.name()).isEqualTo("overflow");
        assertThat(heal.guard("another")).isSameAs(shared);
        assertThat(heal.guard("g7").name()).isEqualTo("g7");
        assertThat(heal.guards()).hasSize(1_025);
        assertThat(heard).hasSize(1_025);
        assertThat(heal.journal().recent(10).stream().map(Decision::sentence))
                .containsExactly(
                        "overflow: share one guard, a guard per name to overflow, because of too many guard names"
                                + " in one-too-many (memory); guards 1024; to overrule: use a name per backend, not per URL or key");
    }

    @Test
    void theOverflowIsJournaledEvenIfTheHostHasAGuardOfThatName() {
        heal.guard(Heal.OVERFLOW);
        for (int i = 0; i < Heal.MAX_GUARDS; i++) {
            heal.guard("g" + i);
        }
        heal.guard("another");
        assertThat(heal.journal().recent(10)).extracting(Decision::action).containsExactly("share one guard");
    }

    @Test
    void aNameOutsideTheFormIsRefusedBeyondTheCapToo() {
        for (int i = 0; i < Heal.MAX_GUARDS; i++) {
            heal.guard("g" + i);
        }
        assertThatThrownBy(() -> heal.guard("a/b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void followersHearOfGuardsThatExistAndOfNewOnes() {
        heal.guard("db");
        List<String> heard = new ArrayList<>();
        heal.onGuard(guard -> heard.add(guard.name()));
        assertThat(heard).containsExactly("db");
        heal.guard("cache");
        heal.guard("cache");
        assertThat(heard).containsExactly("db", "cache");
    }

    @Test
    void explainingAnUnknownNameSaysWhichAreKnown() {
        assertThat(heal.explain("db")).isEqualTo("there is no guard 'db'; known: none");
        heal.guard("vectors");
        heal.guard("cache");
        assertThat(heal.explain("db")).isEqualTo("there is no guard 'db'; known: cache, vectors");
        assertThat(heal.explain("cache")).startsWith("cache is CLOSED since ");
    }

    @Test
    void guardsWriteToItsJournal() {
        heal.guard("db").breaker().transitionToOpenState();
        assertThat(heal.journal().recent("db", 10)).hasSize(1);
    }

    @Test
    void aGuardReadsItsOwnSectionAndThenThatOfAll() {
        List<List<String>> asked = new ArrayList<>();
        SettingsSource source = new SettingsSource() {
            @Override
            public <R extends Record> Live<R> live(List<String> prefixes, R defaults) {
                asked.add(prefixes);
                return Live.of(defaults);
            }
        };
        assertThat(new Heal(source, runtime).guard("db").settings()).isEqualTo(new GuardSettings());
        assertThat(asked).containsExactly(List.of("heal"), List.of("heal.guard.db", "heal"));
    }

    @Test
    void afterTheEndEveryCallIsRefused() {
        Guard old = heal.guard("db");
        heal.close();
        heal.close();

        for (Guard guard : List.of(old, heal.guard("new"))) {
            CallRefusedException refused =
                    catchThrowableOfType(CallRefusedException.class, () -> guard.begin(Effect.READ));
            assertThat(refused.reason()).isEqualTo(Reason.CLOSED);
            assertThat(refused.retryAfter()).isZero();
            assertThat(refused).hasNoCause().hasMessageContaining("shut down with Heal");
        }
    }

    @Test
    void closingWaitsForCallsInProgress() {
        Attempt attempt = heal.guard("db").begin(Effect.READ);
        var unused = runtime.timer().schedule(attempt::success, 2, TimeUnit.SECONDS);
        heal.close();

        assertThat(time.nanos()).isBetween(2_000_000_000L, 2_010_000_000L);
        assertThat(heal.guard("db").counts().succeeded()).isEqualTo(1);
    }

    @Test
    void closingWaitsFiveSecondsAtTheMost() {
        Attempt unused = heal.guard("db").begin(Effect.READ);
        heal.close();
        assertThat(time.nanos()).isEqualTo(5_000_000_000L);
    }

    @Test
    void anInterruptedCloseDoesNotWaitAndKeepsTheFlag() {
        Attempt unused = heal.guard("db").begin(Effect.READ);
        Thread.currentThread().interrupt();
        heal.close();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(time.nanos()).isZero();
    }

    @Test
    void theHostsRuntimeStaysOpen() {
        heal.close();
        assertThat(runtime.timer().isShutdown()).isFalse();

        HealRuntime sources = HealRuntime.system();
        try (sources) {
            SettingsSource source = new SettingsSource() {
                @Override
                public <R extends Record> Live<R> live(List<String> prefixes, R defaults) {
                    return Live.of(defaults);
                }

                @Override
                public Optional<HealRuntime> runtime() {
                    return Optional.of(sources);
                }
            };
            Heal shared = new Heal(source);
            assertThat(shared.guard("db").runtime()).isSameAs(sources);
            shared.close();
            assertThat(sources.timer().isShutdown()).isFalse();
            assertThat(sources.io().isShutdown()).isFalse();
        }
        assertThat(sources.timer().isShutdown()).isTrue();
    }

    @Test
    void closingGivesUpItsPlacesAtTheSettings() {
        List<LiveBox<?>> boxes = new ArrayList<>();
        SettingsSource source = new SettingsSource() {
            @Override
            public <R extends Record> Live<R> live(List<String> prefixes, R defaults) {
                LiveBox<R> box = new LiveBox<>(defaults);
                boxes.add(box);
                return box;
            }
        };
        Heal one = new Heal(source, runtime);
        one.guard("db");
        one.guard("cache");
        // the first one is of the instance itself, which reads it once
        assertThat(boxes).hasSize(3);
        assertThat(boxes.subList(1, 3))
                .allSatisfy(box -> assertThat(box.listeners()).isEqualTo(1));
        one.close();
        assertThat(boxes).allSatisfy(box -> assertThat(box.listeners()).isZero());
    }

    @Test
    void twoHundredInstancesLeaveNoThreads() throws Exception {
        for (int i = 0; i < 200; i++) {
            try (Heal one = new Heal()) {
                Guard guard = one.guard("db").classifying(Fault.CLASSIFIER);
                if (i % 10 == 0) {
                    boolean[] failed = new boolean[1];
                    CompletableFuture<String> result = guard.callAsync(Effect.READ, deadline -> {
                        if (!failed[0]) {
                            failed[0] = true;
                            return CompletableFuture.failedFuture(Fault.passing());
                        }
                        return CompletableFuture.completedFuture("there");
                    });
                    assertThat(result.get(60, TimeUnit.SECONDS)).isEqualTo("there");
                }
            }
        }
        Await.until(
                "threads of closed instances have ended",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("heal-")));
    }

    @Test
    void callsThroughItWorkInRealTime() throws Exception {
        try (Heal real = new Heal()) {
            Duration left = real.guard("site").call(Effect.READ, deadline -> deadline.remaining());
            assertThat(left).isBetween(Duration.ofMillis(1), Duration.ofSeconds(10));
        }
    }

    @Test
    void anAsynchronousCallThatNobodyAnswersEndsWithHeal() {
        VirtualTime time = new VirtualTime();
        Heal heal = new Heal(SettingsSource.defaults(), time.runtime(1));
        CompletableFuture<String> stage = new CompletableFuture<>();
        CompletableFuture<String> result =
                heal.guard("db").within(deadlines -> Duration.ZERO).callAsync(Effect.READ, deadline -> stage);

        heal.close();

        assertThat(result).isCancelled();
        assertThat(stage).isCancelled();
        assertThat(heal.guard("db").counts().abandoned()).isEqualTo(1);
    }
}
