package dev.heal.chaos;

import dev.heal.chaos.Injection.Lift;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Locale;

/** How the faults of the {@link DatabaseCatalogue} are brought about. */
final class DatabaseInjections {

    /** Far beyond any pool's own time-out: what takes longer hangs. */
    private static final Duration AT_MOST = Duration.ofSeconds(45);

    private static final int HEAVY_CALLERS = 8;
    private static final int HEAVY_CLIENTS = 16;

    private DatabaseInjections() {}

    /** Every session of the pool is ended; new ones are welcome at once. */
    static Lift terminate(Scene scene, Duration hold) {
        int unused = scene.server().terminateBackends();
        return Lift.NOTHING;
    }

    /** The address leads to the other server from now on; the old one stays up for those who are on it, and takes no writes. */
    static Lift flipReadOnly(Scene scene, Duration hold) {
        scene.proxy().target("127.0.0.1", scene.spare().port());
        scene.server().readOnly(true);
        return Lift.NOTHING;
    }

    static Lift kill(Scene scene, Duration hold) {
        scene.server().kill();
        return scene.server()::start;
    }

    static Lift freeze(Scene scene, Duration hold) {
        scene.server().freeze();
        return scene.server()::thaw;
    }

    /** One statement that takes as long as the fault is to hold. */
    static Lift report(Scene scene, Duration hold) {
        String sql = String.format(Locale.ROOT, "select pg_sleep(%.3f)", hold.toMillis() / 1_000.0);
        scene.alongside(1, Caller.Script.once(Work.reading(Work.statement(sql))));
        return () -> scene.awaitAlongside(AT_MOST);
    }

    /** Somebody else holds a row that one call of the contender's wants. */
    static Lift lock(Scene scene, Duration hold) throws Exception {
        Connection holder = DriverManager.getConnection(scene.server().jdbcUrl());
        String sql = "update account set balance = balance + 1 where id = 1";
        try (Statement statement = holder.createStatement()) {
            holder.setAutoCommit(false);
            statement.executeUpdate(sql);
        } catch (Exception e) {
            holder.close();
            throw e;
        }
        scene.alongside(1, Caller.Script.once(Work.writing(Work.statement(sql))));
        return () -> {
            holder.close();
            scene.awaitAlongside(AT_MOST);
        };
    }

    /** More work than the processors can do, from callers of the contender's and from clients beside it. */
    static Lift overload(Scene scene, Duration hold) {
        HeavyLoad load = HeavyLoad.start(scene.server().jdbcUrl(), HEAVY_CLIENTS);
        Work heavy = Work.reading(Work.statement(HeavyLoad.SQL));
        scene.alongside(HEAVY_CALLERS, Caller.Script.loop(Duration.ZERO, heavy));
        return () -> {
            scene.stopAlongside();
            load.stop();
            scene.awaitAlongside(AT_MOST);
        };
    }
}
