package dev.heal.chaos;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Clients that keep a database's processors busy. */
final class HeavyLoad {

    /** About a second of one processor's time, without a file or a lock. */
    static final String SQL =
            "select count(*) from (select md5(generate_series(1, 1000000)::text) as hash) h where hash < '0'";

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    private HeavyLoad() {}

    static HeavyLoad start(String jdbcUrl, int clients) {
        HeavyLoad load = new HeavyLoad();
        for (int i = 0; i < clients; i++) {
            Thread thread = new Thread(() -> load.run(jdbcUrl), "heavy-" + i);
            thread.setDaemon(true);
            load.threads.add(thread);
            thread.start();
        }
        return load;
    }

    private void run(String jdbcUrl) {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            while (!stopped) {
                boolean unused = statement.execute(SQL);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("overload: its own clients must not fail", e);
        }
    }

    /** Lets each client end its query. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }
}
