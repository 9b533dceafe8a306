package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.heal.Await;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.Heal;
import dev.heal.failure.Effect;
import dev.heal.settings.Live;
import dev.heal.settings.SettingsSource;
import dev.heal.time.Deadline;
import dev.heal.time.VirtualTime;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The watch and the gate around a pool that does as it is told, in virtual time. */
final class PoolWatchTest {

    private final VirtualTime time = new VirtualTime();
    private final Guard guard = new Guard("db", Live.of(new GuardSettings()), time.runtime(5));
    private final ScriptedPilot pilot = new ScriptedPilot();
    private final PoolWatch watch = new PoolWatch(guard, pilot);
    private int aborted;

    @Test
    void aDeadConnectionOfALivingServerIsOneConnectAndNothingMore() {
        watch.gate().died(new SQLException("cut", "08006"));
        time.advance(Duration.ofSeconds(5));
        assertThat(pilot.connects).hasSize(1);
        assertThat(watch.gate().isShut()).isFalse();
        assertThat(guard.breaker().getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void aServerThatIsAwayIsProbedAtAPaceAndLetInWhenThePoolGivesAgain() {
        pilot.connectFails = new SQLException("refused", "08001");
        pilot.poolFails = new SQLException("nothing to lend", "08001");
        watch.gate().died(new SQLException("cut", "08006"));
        time.advance(Duration.ofSeconds(20));
        assertThat(guard.breaker().getState()).isEqualTo(State.OPEN);
        // the first is the check, then one every 250 to 500 ms
        assertThat(pilot.connects).hasSizeBetween(40, 81);
        for (int i = 2; i < pilot.connects.size(); i++) {
            assertThat(pilot.connects.get(i) - pilot.connects.get(i - 1)).isBetween(250_000_000L, 500_000_000L);
        }

        pilot.connectFails = null;
        time.advance(Duration.ofSeconds(1));
        assertThat(watch.gate().explain())
                .isEqualTo("the gate is shut: the database answers again, the pool gives no" + " connection yet");
        pilot.poolFails = null;
        time.advance(Duration.ofMillis(100));
        assertThat(watch.gate().isShut()).isFalse();
        assertThat(guard.breaker().getState()).isEqualTo(State.CLOSED);
        callsSucceedAgain();
        assertThat(time.pending()).isZero();
    }

    @Test
    void aServerThatStartsIsAskedMoreOften() {
        pilot.connectFails = new SQLException("starting", "57P03");
        watch.gate().died(new SQLException("cut", "57P02"));
        time.advance(Duration.ofSeconds(2));
        assertThat(watch.gate().isShut()).isTrue();
        assertThat(pilot.connects).hasSizeBetween(10, 21);
    }

    @Test
    void tooManyConnectionsIsAnAnswer() {
        pilot.connectFails = new SQLException("sorry, too many clients already", "53300");
        watch.gate().died(new SQLException("cut", "08006"));
        time.advance(Duration.ofSeconds(2));
        assertThat(watch.gate().isShut()).isFalse();
        assertThat(pilot.connects).hasSize(1);
    }

    @Test
    void idleConnectionsThatAnswerKeepTheGateOpen() {
        pilot.idle = 2;
        pilot.connectFails = new SQLException("refused", "08001");
        watch.gate().died(new SQLException("cut", "08006"));
        time.advance(Duration.ofSeconds(2));
        assertThat(watch.gate().isShut()).isFalse();
        assertThat(pilot.acquires).isEqualTo(1);
    }

    @Test
    void whoClosesTheBreakerByHandOverrulesTheGate() {
        pilot.connectFails = new SQLException("refused", "08001");
        watch.gate().died(new SQLException("cut", "08006"));
        time.advance(Duration.ofMillis(100));
        assertThat(watch.gate().isShut()).isTrue();
        guard.breaker().transitionToClosedState();
        time.advance(Duration.ofSeconds(1));
        assertThat(watch.gate().isShut()).isFalse();
    }

    @Test
    void ticksEndWithTheLastConnection() throws SQLException {
        Connection lent = lend();
        time.advance(Duration.ofSeconds(10));
        assertThat(watch.isTicking()).isTrue();
        lent.close();
        time.advance(Duration.ofSeconds(1));
        assertThat(watch.isTicking()).isFalse();
        time.advance(Duration.ofSeconds(60));
        assertThat(time.pending()).isZero();
    }

    @Test
    void aCallThatNobodyAnswersIsEndedAfterFiveSeconds() throws SQLException {
        pilot.connectFails = new SQLException("no route", "08001");
        commitFor(Duration.ofMillis(4_900), watch);
        assertThat(aborted).isZero();
        assertThat(guard.breaker().getState()).as("shut out").isEqualTo(State.OPEN);
        commitFor(Duration.ofMillis(5_500), watch);
        assertThat(aborted).isEqualTo(1);
        assertThat(guard.journal().recent(100))
                .filteredOn(d -> d.action().equals("end-silent-calls"))
                .singleElement()
                .satisfies(d -> assertThat(d.sentence())
                        .contains("kept to aborted, because of no answer in db (pool); calls 1, silentMillis 5")
                        .endsWith("; to overrule: heal.mode"));
    }

    @Test
    void aLongCallOfAServerThatAnswersIsLeftAlone() throws SQLException {
        commitFor(Duration.ofSeconds(60), watch);
        assertThat(aborted).isZero();
        assertThat(pilot.connects.size()).isBetween(20, 45);
        assertThat(guard.journal().recent(100)).isEmpty();
    }

    @Test
    void nothingIsEndedWhileAllAutomationIsStopped() throws SQLException {
        try (Heal heal = new Heal(SettingsSource.defaults(), time.runtime(2))) {
            heal.safety().stop("me", "looking into it");
            pilot.connectFails = new SQLException("no route", "08001");
            commitFor(Duration.ofSeconds(20), new PoolWatch(heal.guard("db"), pilot));
            assertThat(aborted).isZero();
            assertThat(heal.journal().recent(100))
                    .filteredOn(d -> d.action().equals("end-silent-calls"))
                    .isNotEmpty()
                    .allSatisfy(d -> assertThat(d.isDone()).isFalse());
        }
    }

    /** A commit that takes so long, on a connection that gives up when it is aborted. */
    private void commitFor(Duration length, PoolWatch by) throws SQLException {
        Connection slow = StubConnection.doing(() -> time.advance(length), () -> aborted++);
        try (Connection lent = ConnectionState.open(slow, new ConnectionPorts(time, by, pilot), null)) {
            lent.commit();
        }
    }

    @Test
    void aPoolThatCannotBeSeenIsLeftAlone() throws SQLException {
        pilot.piloted = false;
        Connection lent = lend();
        lent.commit();
        watch.gate().died(new SQLException("cut", "08006"));
        time.advance(Duration.ofSeconds(60));
        assertThat(pilot.connects).isEmpty();
        assertThat(time.pending()).isZero();
        assertThat(guard.breaker().getState()).isEqualTo(State.CLOSED);
    }

    @Test
    void aForgottenDataSourceOpensItsGate() throws InterruptedException {
        shutAndForget();
        Await.until("the gate is open", () -> {
            System.gc();
            time.advance(Duration.ofMillis(500));
            return guard.breaker().getState() == State.CLOSED;
        });
        callsSucceedAgain();
        assertThat(time.pending()).isZero();
    }

    /** The guard's own watch over the trouble ends with it. */
    private void callsSucceedAgain() {
        for (int i = 0; i < 3; i++) {
            guard.run(Effect.READ, () -> {});
        }
        time.advance(Duration.ofSeconds(20));
    }

    private void shutAndForget() {
        ScriptedPilot away = new ScriptedPilot();
        away.connectFails = new SQLException("refused", "08001");
        new PoolWatch(guard, away).gate().died(new SQLException("cut", "08006"));
        time.advance(Duration.ofMillis(100));
        assertThat(guard.breaker().getState()).isEqualTo(State.OPEN);
    }

    @Test
    void aClosedHealProbesNoMore() {
        Heal heal = new Heal(SettingsSource.defaults(), time.runtime(2));
        pilot.connectFails = new SQLException("refused", "08001");
        PoolWatch closing = new PoolWatch(heal.guard("db"), pilot);
        closing.gate().died(new SQLException("cut", "08006"));
        time.advance(Duration.ofSeconds(1));
        assertThat(closing.gate().isShut()).isTrue();
        heal.close();
        int asked = pilot.connects.size();
        time.advance(Duration.ofSeconds(10));
        assertThat(pilot.connects).hasSize(asked);
        assertThat(time.pending()).isZero();
    }

    @Test
    void whatIsKnownOfAPoolIsSaidInPlainWords() {
        try (HikariDataSource hikari = new HikariDataSource()) {
            HealingDataSource source = new HealingDataSource(hikari, guard);
            assertThat(source.explain())
                    .contains("; a connection is waited for at most 3000 ms (heal.guard.db.deadline.jdbc-acquire); ")
                    .contains("; the gate is open; ")
                    .contains(
                            "; no call in progress is ended, as the pool is not started and nothing can be opened beside"
                                    + " it; ")
                    .contains("; no other pool size is suggested; ")
                    .endsWith(
                            "; the pool is HikariCP, which connects with one thread and waits up to 5 s between failed tries,"
                                    + " so that it may lend again that much later than the database answers; it cannot be made to"
                                    + " shrink at once, to connect in parallel or at a pace, or to serve waiters in order; its first"
                                    + " start and a suspended pool are not bounded by Heal, and the test of an idle connection that"
                                    + " Heal never lent only by its validation time-out");
            hikari.setConnectionTimeout(1_000);
            assertThat(source.explain())
                    .contains("; a connection is waited for at most 1000 ms (the pool's own time-out); ");
            assertThatThrownBy(source::getConnection).isInstanceOf(RuntimeException.class);
        }
    }

    private Connection lend() throws SQLException {
        return ConnectionState.open(watch.acquire(Deadline.none()), new ConnectionPorts(time, watch, pilot), null);
    }

    @Test
    void whoWaitsInThePoolIsLetGoSoonAfterTheGateHasShut() {
        pilot.connectFails = new SQLException("refused", "08001");
        pilot.empty = true;
        watch.gate().died(new SQLException("cut", "08006"));

        assertThatThrownBy(() -> watch.acquire(Deadline.after(Duration.ofSeconds(3), time)))
                .isInstanceOf(SQLTransientConnectionException.class);

        assertThat(watch.gate().isShut()).isTrue();
        assertThat(pilot.waits).containsExactly(Duration.ofMillis(250));
    }

    @Test
    void whoWaitsForABusyPoolWaitsInOnePiece() {
        pilot.empty = true;

        assertThatThrownBy(() -> watch.acquire(Deadline.after(Duration.ofSeconds(3), time)))
                .isInstanceOf(SQLTransientConnectionException.class);

        assertThat(pilot.waits).containsExactly(Duration.ofSeconds(3));
    }

    @Test
    void aSuspicionThatIsClearedLeavesTheRestOfTheTime() {
        pilot.empty = true;
        watch.gate().died(new SQLException("cut", "08006"));

        assertThatThrownBy(() -> watch.acquire(Deadline.after(Duration.ofSeconds(3), time)))
                .isInstanceOf(SQLTransientConnectionException.class);

        assertThat(pilot.waits).containsExactly(Duration.ofMillis(250), Duration.ofMillis(2_750));
    }

    /** Gives what it is told to give, and remembers when it was asked. */
    private final class ScriptedPilot implements PoolPilot {
        private final List<Long> connects = new ArrayList<>();
        private @Nullable SQLException connectFails;
        private @Nullable SQLException poolFails;
        private boolean piloted = true;
        private int idle;
        private int acquires;
        private boolean empty;
        private final List<Duration> waits = new ArrayList<>();

        @Override
        public Connection acquire(@Nullable Duration wait) throws SQLException {
            acquires++;
            if (empty && wait != null) {
                waits.add(wait);
                time.advance(wait);
                throw new SQLTransientConnectionException("nothing to lend in " + wait.toMillis() + " ms");
            }
            if (poolFails != null) {
                throw poolFails;
            }
            return StubConnection.answering();
        }

        @Override
        public Connection connectAside() throws SQLException {
            connects.add(time.nanos());
            if (connectFails != null) {
                throw connectFails;
            }
            return StubConnection.answering();
        }

        @Override
        public Connection probe(Duration wait) throws SQLException {
            return acquire(wait);
        }

        @Override
        public Connection driver(Connection pooled) {
            return pooled;
        }

        @Override
        public boolean boundsWaits() {
            return piloted;
        }

        @Override
        public @Nullable Duration ownTimeout() {
            return null;
        }

        @Override
        public boolean canConnectAside() {
            return piloted;
        }

        @Override
        public void evict(Connection pooled, String reason) {}

        @Override
        public boolean canEvictAll() {
            return piloted;
        }

        @Override
        public void evictAll() {}

        @Override
        public Fill fill() {
            return new Fill(idle, 0, idle, 0, 10);
        }

        @Override
        public void resize(int max) {}

        @Override
        public String explain() {
            return "scripted";
        }
    }
}
