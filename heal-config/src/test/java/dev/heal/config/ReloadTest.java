package dev.heal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.Guard;
import dev.heal.Heal;
import dev.heal.breaker.BreakerSettings;
import dev.heal.retry.RetrySettings;
import dev.heal.settings.Live;
import dev.heal.time.VirtualTime;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReloadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final VirtualTime time = new VirtualTime();
    private HealConfig config;

    @BeforeEach
    void load() {
        config = HealConfig.load(Given.file(directory, "r.max-attempts=2"), time.runtime(1));
    }

    @AfterEach
    void close() {
        config.close();
    }

    @Test
    void allValuesHaveChangedBeforeAnyListenerIsTold() {
        Live<RetrySettings> first = config.live("r", new RetrySettings());
        Live<RetrySettings> second = config.live("s", new RetrySettings());
        List<String> seen = new ArrayList<>();
        first.onChange((before, after) -> seen.add("first sees " + second.get().maxAttempts()));
        second.onChange((before, after) -> seen.add("second sees " + first.get().maxAttempts()));

        reload("r.max-attempts=8", "s.max-attempts=9");

        assertThat(seen).containsExactly("first sees 9", "second sees 8");
    }

    @Test
    void listenersAreCalledInOrderWithTheValuesBeforeAndAfter() {
        Live<RetrySettings> live = config.live("r", new RetrySettings());
        List<String> heard = new ArrayList<>();
        live.onChange((before, after) -> heard.add("1: " + before.maxAttempts() + " to " + after.maxAttempts()));
        live.onChange((before, after) -> heard.add("2: " + before.maxAttempts() + " to " + after.maxAttempts()));

        reload("r.max-attempts=8");

        assertThat(heard).containsExactly("1: 2 to 8", "2: 2 to 8");
    }

    @Test
    void aListenerThatThrowsDoesNotKeepTheChangeFromOthers() {
        Live<RetrySettings> live = config.live("r", new RetrySettings());
        List<Integer> heard = new ArrayList<>();
        live.onChange((before, after) -> {
            throw new IllegalStateException("listener broke");
        });
        live.onChange((before, after) -> heard.add(after.maxAttempts()));
        try (CapturedLog log = new CapturedLog()) {
            reload("r.max-attempts=8");

            assertThat(log.lines()).anyMatch(line -> line.contains("listener broke") && line.contains("[r]"));
        }

        assertThat(heard).containsExactly(8);
        assertThat(live.get().maxAttempts()).isEqualTo(8);
    }

    @Test
    void aValueThatStaysTheSameIsNotTold() {
        List<RetrySettings> heard = new ArrayList<>();
        config.live("r", new RetrySettings()).onChange((before, after) -> heard.add(after));

        reload("r.max-attempts=2", "r.max-wait=2s");

        assertThat(heard).isEmpty();
    }

    @Test
    void anEndedSubscriptionHearsNothing() {
        List<RetrySettings> heard = new ArrayList<>();
        Live.Subscription subscription =
                config.live("r", new RetrySettings()).onChange((before, after) -> heard.add(after));
        subscription.close();
        subscription.close();

        reload("r.max-attempts=8");

        assertThat(heard).isEmpty();
    }

    @Test
    void theBreakerOfARunningGuardStaysOpenWithItsNewSettings() {
        try (Heal heal = new Heal(config)) {
            Guard guard = heal.guard("vectors");
            guard.breaker().transitionToOpenState();

            reload("heal.guard.vectors.breaker.wait-open=7s");

            assertThat(guard.breaker().getState()).isEqualTo(State.OPEN);
            assertThat(guard.settings().breaker()).isEqualTo(new BreakerSettings(80, 25, 20, Duration.ofSeconds(7), 3));
            time.advance(Duration.ofSeconds(6));
            assertThat(guard.breaker().tryAcquirePermission()).isFalse();
            time.advance(Duration.ofSeconds(2));
            assertThat(guard.breaker().tryAcquirePermission()).isTrue();
        }
    }

    @Test
    void aFileThatCannotBeReadChangesNothing() throws IOException {
        Live<RetrySettings> live = config.live("r", new RetrySettings());
        ConfigReport before = config.report();
        Files.delete(directory.resolve(Given.NAME));
        Files.createDirectory(directory.resolve(Given.NAME));

        assertThatThrownBy(config::reload).isInstanceOf(ConfigException.class);

        assertThat(live.get().maxAttempts()).isEqualTo(2);
        assertThat(config.report()).isEqualTo(before);
        assertThat(config.live("r", new RetrySettings()).get().maxAttempts()).isEqualTo(2);
    }

    @Test
    void aFileThatIsGoneLeavesEveryDefaultAndIsReported() throws IOException {
        Live<RetrySettings> live = config.live("r", new RetrySettings());
        Files.delete(directory.resolve(Given.NAME));

        config.reload();

        assertThat(live.get()).isEqualTo(new RetrySettings());
        assertThat(config.report().toString()).contains("there is no such file");
    }

    @Test
    void theReportIsThatOfTheFileAsItIsNow() {
        config.live("r", new RetrySettings());
        reload("r.max-attempts=999");
        assertThat(config.report().problems()).isNotEmpty();

        reload("r.max-attempts=9");
        assertThat(config.report().isClean()).isTrue();
    }

    @Test
    void aWrongValueInAReloadedFileIsLogged() {
        config.live("r", new RetrySettings());
        try (CapturedLog log = new CapturedLog()) {
            reload("r.max-attempts=999");

            assertThat(log.lines())
                    .filteredOn(line -> line.contains("must be a whole number in [1, 20] (C2), was '999'"))
                    .hasSize(1);
        }
    }

    @Test
    void listenersHearOfConcurrentReloadsInTheOrderOfTheValues() throws InterruptedException {
        Live<RetrySettings> live = config.live("r", new RetrySettings());
        List<Integer> heard = new CopyOnWriteArrayList<>();
        AtomicBoolean first = new AtomicBoolean(true);
        Thread other = new Thread(() -> reload("r.max-attempts=9"), "other-reload");
        live.onChange((before, after) -> {
            if (first.getAndSet(false)) {
                other.start();
                // the other reload either waits for this one, or has overtaken it
                awaitStandstill(other);
            }
        });
        live.onChange((before, after) -> heard.add(after.maxAttempts()));

        reload("r.max-attempts=8");
        other.join(PATIENCE.toMillis());

        assertThat(heard).containsExactly(8, 9);
        assertThat(live.get().maxAttempts()).isEqualTo(9);
    }

    private void reload(String... lines) {
        Given.file(directory, lines);
        config.reload();
    }

    private static void awaitStandstill(Thread thread) {
        long begin = System.nanoTime();
        while (thread.getState() != Thread.State.BLOCKED && thread.getState() != Thread.State.TERMINATED) {
            if (System.nanoTime() - begin > PATIENCE.toNanos()) {
                throw new AssertionError("the other reload neither waits nor ends: " + thread.getState());
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
