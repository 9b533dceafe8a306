package dev.heal.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.jdbc.HealingDataSource;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(HealExtension.class)
@HealSettings({"heal.retry.max-attempts=1", "heal.deadline.jdbc-acquire=2s"})
final class FaultyDataSourceTest {

    private final Connection connection = proxy(Connection.class, new ArrayList<>());
    private final List<String> asked = new ArrayList<>();
    private final DataSource plain = proxy(DataSource.class, asked);
    private final TestHeal test;
    private final Faults faults;
    private final DataSource wrapped;

    FaultyDataSourceTest(TestHeal test) {
        this.test = test;
        this.faults = test.faults("db");
        this.wrapped = faults.around(plain);
    }

    @Test
    void onlyConnectionsMeetFaults() throws SQLException {
        faults.fail(1, () -> new SQLException("gone", "08006"));
        assertThatThrownBy(wrapped::getConnection).hasMessage("gone");
        assertThatThrownBy(() -> wrapped.getConnection("user", "password")).hasMessage("gone");
        assertThat(asked).isEmpty();

        wrapped.setLogWriter(null);
        wrapped.setLoginTimeout(1);
        assertThat(wrapped.getLogWriter()).isNull();
        assertThat(wrapped.getLoginTimeout()).isZero();
        assertThat(wrapped.getParentLogger()).isNull();
        assertThat(wrapped.isWrapperFor(DataSource.class)).isTrue();
        assertThat(wrapped.unwrap(DataSource.class)).isSameAs(plain);
        assertThat(wrapped.isWrapperFor(Runnable.class)).isFalse();
        assertThat(wrapped.unwrap(Runnable.class)).isNull();
        assertThat(asked)
                .containsExactly(
                        "setLogWriter",
                        "setLoginTimeout",
                        "getLogWriter",
                        "getLoginTimeout",
                        "getParentLogger",
                        "isWrapperFor",
                        "unwrap");

        faults.clear();
        assertThat(wrapped.getConnection()).isSameAs(connection);
        assertThat(wrapped.getConnection("user", "password")).isSameAs(connection);
    }

    @Test
    void aHangEndsAtTheAcquireDeadlineAndSpeaksAgainstTheDatabase() {
        faults.hang();
        HealingDataSource healing = new HealingDataSource(wrapped, test.guard("db"));
        assertThatThrownBy(healing::getConnection)
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessage("faults 'db': no answer by the deadline");
        assertThat(test.time().nanos()).isEqualTo(Duration.ofSeconds(2).toNanos());
        assertThat(test.guard("db").breaker().getMetrics().getNumberOfFailedCalls())
                .isEqualTo(1);
    }

    @Test
    void uncheckedFailuresArePossible() {
        faults.fail(1, () -> new IllegalStateException("pool closed"));
        assertThatThrownBy(wrapped::getConnection)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("pool closed");
    }

    @Test
    void whatNoDriverCanThrowIsAnErrorOfTheTest() {
        faults.fail(1, IOException::new);
        assertThatThrownBy(wrapped::getConnection)
                .isInstanceOf(AssertionError.class)
                .hasMessage("faults 'db': a data source must fail with an SQLException or an unchecked exception, was"
                        + " java.io.IOException; state one that a driver throws");
    }

    private <T> T proxy(Class<T> type, List<String> calls) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    calls.add(method.getName());
                    return switch (method.getName()) {
                        case "getConnection" -> connection;
                        case "getLoginTimeout" -> 0;
                        case "isWrapperFor" -> false;
                        default -> null;
                    };
                }));
    }
}
