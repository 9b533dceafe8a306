package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.time.VirtualTime;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The result sets that are closed with their connection. */
final class OpenResultsTest {

    private final FakeDriver driver = new FakeDriver().answering("isClosed", false);
    private final WatchLog watch = new WatchLog();
    private final WatchedConnection connection = ConnectionState.open(
            driver.make(Connection.class), new ConnectionPorts(new VirtualTime(), watch, (any, reason) -> {}), null);
    private final OpenResults results = watch.open.get(0).results();

    @Test
    void aStatementExecutedAgainForgetsWhatItsDriverHasClosed() throws SQLException {
        driver.answering("isClosed", true);
        try (Statement statement = connection.createStatement()) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(statement.executeQuery("select 1")).isNotNull();
            }
        }
        assertThat(results.isEmpty()).isTrue();
    }

    @Test
    void ofManyTheOldestAreForgotten() throws SQLException {
        Statement statement = connection.createStatement();
        for (int i = 0; i < 1_000; i++) {
            assertThat(statement.executeQuery("select 1")).isNotNull();
        }
        driver.calls.clear();
        results.closeAll();
        assertThat(driver.log("close")).hasSize(64);
        assertThat(results.isEmpty()).isTrue();
    }

    /** Against a list, in random order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void itKeepsWhatIsOpen(long seed) throws SQLException {
        Random random = new Random(seed);
        List<Statement> statements = List.of(connection.createStatement(), connection.createStatement());
        Deque<ResultSet> open = new ArrayDeque<>();
        for (int i = 0; i < 2_000; i++) {
            Statement owner = statements.get(random.nextInt(2));
            if (random.nextInt(10) == 0) {
                owner.close();
                open.removeIf(each -> ownerOf(each) == owner);
            } else if (random.nextBoolean() && open.size() < 60) {
                open.push(results.of(driver.make(ResultSet.class), owner, false));
            } else if (!open.isEmpty()) {
                List<ResultSet> shuffled = new ArrayList<>(open);
                Collections.shuffle(shuffled, random);
                shuffled.get(0).close();
                open.remove(shuffled.get(0));
            }
            assertThat(results.isEmpty()).as("seed %s step %s", seed, i).isEqualTo(open.isEmpty());
        }
        driver.calls.clear();
        results.closeAll();
        assertThat(driver.calls.stream().filter(call -> call.method().getName().equals("close")))
                .as("seed %s", seed)
                .hasSize(open.size());
    }

    private static Statement ownerOf(ResultSet results) {
        return ((WatchedResultSet) results).statement;
    }
}
