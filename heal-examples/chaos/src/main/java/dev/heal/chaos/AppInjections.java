package dev.heal.chaos;

import dev.heal.chaos.Injection.Lift;
import dev.heal.chaos.Network.Way;
import dev.heal.chaos.app.Schema;
import dev.heal.testbed.Fault;
import dev.heal.testbed.FaultProxy;
import dev.heal.testbed.PostgresServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;

/** How the faults of the {@link AppCatalogue} are brought about, besides killing and freezing. */
final class AppInjections {

    private static final int NO_LIMIT = 100;

    /** A search of this application takes 3 to 5 ms: this is twenty times as long, there and back together. */
    private static final Duration SLOW = Duration.ofMillis(40);

    private static final Duration JITTER = Duration.ofMillis(20);

    /** About ten answers. */
    private static final long BYTES_TO_RESET = 40_000;

    private static final String CORRUPT =
            "for _, key in ipairs(redis.call('KEYS', '*')) do redis.call('SET', key, 'corrupted', 'KEEPTTL') end";

    private AppInjections() {}

    static Lift restart(AppScene scene, Duration hold) {
        scene.postgres().restart();
        return Lift.NOTHING;
    }

    static Lift terminate(AppScene scene, Duration hold) {
        int unused = scene.postgres().terminateBackends();
        return Lift.NOTHING;
    }

    /** Every session is ended, and no more than two are let in. */
    static Lift twoSessions(AppScene scene, Duration hold) {
        scene.postgres().maxConnections(2);
        int unused = scene.postgres().terminateBackends();
        return () -> scene.postgres().maxConnections(NO_LIMIT);
    }

    static Lift readOnly(AppScene scene, Duration hold) {
        scene.postgres().readOnly(true);
        return () -> scene.postgres().readOnly(false);
    }

    /** The address leads to another server; the old one stays for those who are on it, and takes no more writes. */
    static Lift failover(AppScene scene, Duration hold) throws SQLException {
        PostgresServer next = scene.addDatabase();
        Schema.createTable(next.jdbcUrl());
        scene.network().proxy(Way.POSTGRES).target(Network.HOST, next.port());
        scene.postgres().readOnly(true);
        return Lift.NOTHING;
    }

    /** Answers LOADING for as long as the fault holds. */
    static Lift loading(AppScene scene, Duration hold) {
        scene.redis().restartLoading(hold);
        return Lift.NOTHING;
    }

    /** A replica of a master that nobody reaches: it answers reads and refuses writes with READONLY. */
    static Lift replica(AppScene scene, Duration hold) {
        String unused = scene.redis().command("REPLICAOF", Network.HOST, "1");
        return () -> {
            String unusedToo = scene.redis().command("REPLICAOF", "NO", "ONE");
        };
    }

    static Lift outOfMemory(AppScene scene, Duration hold) {
        String unused = scene.redis().command("CONFIG", "SET", "maxmemory", "1");
        return () -> {
            String unusedToo = scene.redis().command("CONFIG", "SET", "maxmemory", "0");
        };
    }

    /** One client holds the only place, and has ended all others. */
    static Lift maxClients(AppScene scene, Duration hold) throws IOException {
        Socket holder =
                new Socket(InetAddress.getLoopbackAddress(), scene.redis().port());
        say(holder, "CONFIG SET maxclients 1");
        say(holder, "CLIENT KILL TYPE normal SKIPME yes");
        return () -> {
            say(holder, "CONFIG SET maxclients 10000");
            holder.close();
        };
    }

    /** One command in Redis' plain form, and its answer of one line. */
    private static void say(Socket redis, String command) throws IOException {
        redis.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
        int read = redis.getInputStream().read();
        while (read != '\n') {
            if (read < 0) {
                throw new IOException("redis: '" + command + "' must be answered, the connection ended");
            }
            read = redis.getInputStream().read();
        }
    }

    static Lift flush(AppScene scene, Duration hold) {
        String unused = scene.redis().command("FLUSHALL");
        return Lift.NOTHING;
    }

    static Lift corrupt(AppScene scene, Duration hold) {
        String unused = scene.redis().command("EVAL", CORRUPT, "0");
        return Lift.NOTHING;
    }

    static Lift slowServer(AppScene scene, Duration hold) {
        scene.qdrant().control("delay 300ms");
        return () -> scene.qdrant().control("clear");
    }

    static Lift storageFull(AppScene scene, Duration hold) {
        scene.qdrant().control("refuse-writes");
        return () -> scene.qdrant().control("clear");
    }

    /** It is the way in which the scene was set up. */
    static Lift nothing(AppScene scene, Duration hold) {
        return Lift.NOTHING;
    }

    static Lift unavailable(AppScene scene, Duration hold) {
        scene.qdrant().control("fail 0.3 UNAVAILABLE seed=7");
        return () -> scene.qdrant().control("clear");
    }

    /** What is connected hears nothing any more, for ever; who connects anew is served. */
    static Lift halfDead(AppScene scene, Duration hold) {
        scene.network().proxy(Way.VECTORS).flip(Network.HOST, scene.network().server(Way.VECTORS));
        return Lift.NOTHING;
    }

    static Lift slow(AppScene scene, Duration hold) {
        return disturbed(scene, Way.VECTORS, Fault.latency(SLOW, JITTER));
    }

    /** Every connection is reset in the middle of what it says. */
    static Lift reset(AppScene scene, Duration hold) {
        return disturbed(scene, Way.VECTORS, Fault.resetAfter(Fault.Direction.DOWN, BYTES_TO_RESET));
    }

    static Lift silentSite(AppScene scene, Duration hold) {
        return disturbed(scene, Way.SITE, Fault.stall(Fault.Direction.DOWN));
    }

    private static Lift disturbed(AppScene scene, Way way, Fault fault) {
        FaultProxy proxy = scene.network().proxy(way);
        proxy.apply(fault);
        return proxy::clear;
    }
}
