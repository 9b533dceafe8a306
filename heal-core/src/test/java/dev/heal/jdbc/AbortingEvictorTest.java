package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** How a connection is ended when nothing is known of its pool. */
final class AbortingEvictorTest {

    private final FakeDriver driver = new FakeDriver();
    private final FakeDriver pool = new FakeDriver();
    private final Connection pooled = pool.make(Connection.class);

    @Test
    void thePoolsIsAborted() {
        pool.answering("unwrap", driver.make(Connection.class));
        AbortingEvictor.INSTANCE.evict(pooled, "dead");
        assertThat(pool.log("abort", "close")).containsExactly("abort");
        assertThat(driver.log()).as("the pool's abort has ended it").containsExactly("isClosed", "isClosed");
    }

    @Test
    void whatIsNotEndedByThatIsEndedUnderneath() {
        pool.answering("unwrap", driver.make(Connection.class));
        driver.answering("isClosed", false);
        AbortingEvictor.INSTANCE.evict(pooled, "dead");
        assertThat(driver.log("abort", "close")).containsExactly("abort", "close");
    }

    @Test
    void aPoolThatHidesItsDriverIsLeftAtThat() {
        pool.failing("unwrap", new SQLException("no"));
        AbortingEvictor.INSTANCE.evict(pooled, "dead");
        assertThat(pool.log("abort", "close")).containsExactly("abort");
    }

    @Test
    void thePoolsIsNotClosedWhenItIsTheDriversToo() {
        pool.answering("unwrap", pooled).answering("isClosed", false);
        AbortingEvictor.INSTANCE.evict(pooled, "dead");
        assertThat(pool.log("abort", "close")).containsExactly("abort");
    }

    @Test
    void failuresStayHere() {
        pool.answering("unwrap", driver.make(Connection.class)).failing("abort", new AbstractMethodError());
        driver.failing("isClosed", new SQLException("odd"));
        AbortingEvictor.INSTANCE.evict(pooled, "dead");
        assertThat(pool.log()).containsExactly("unwrap", "abort");
    }
}
