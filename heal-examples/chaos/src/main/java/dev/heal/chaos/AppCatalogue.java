package dev.heal.chaos;

import static dev.heal.chaos.AppFault.Paths.AGING;
import static dev.heal.chaos.AppFault.Paths.DIRECT;
import static dev.heal.chaos.AppFault.Paths.PROXIED;
import static java.time.Duration.ofSeconds;

import dev.heal.chaos.AppFault.Cause;
import dev.heal.chaos.AppFault.Paths;
import dev.heal.testbed.ServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The faults of the application and its servers. To add one, add a row. */
final class AppCatalogue {

    private static final Duration HOLD = ofSeconds(10);
    private static final Duration ONCE = Duration.ZERO;

    private static final String DB = "pages-db";
    private static final String CACHE = "cache";
    private static final String VECTORS = "vectors";

    /** Held against every fault. */
    static final List<Goal<AppMeasures>> ALWAYS = List.of(
            Goal.atMost(0, "acknowledged document lost", m -> m.stores().lost()),
            Goal.atMost(0, "document doubled", m -> m.stores().duplicated()),
            Goal.atMost(0, "wrong answer or document", AppMeasures::wrong),
            Goal.within(ofSeconds(5), "normal", m -> m.recovery().normal()));

    private static final List<Goal<AppMeasures>> NONE = List.of();

    private static final List<Goal<AppMeasures>> SEARCHES =
            List.of(Goal.share(0.99, "searches served", AppMeasures::searchesServed));

    private static final List<Goal<AppMeasures>> BOTH =
            List.of(SEARCHES.get(0), Goal.share(0.99, "pages served", AppMeasures::pagesServed));

    static final List<AppFault> FAULTS = List.of(
            killed("postgres-killed", DB, AppScene::postgres, SEARCHES)
                    .told("SIGKILL to PostgreSQL; it is started again when the fault ends."),
            frozen("postgres-frozen", DB, AppScene::postgres, SEARCHES)
                    .told("SIGSTOP to PostgreSQL, SIGCONT when the fault ends."),
            server("postgres-restarted", DB, "connection-dead", AppInjections::restart, ONCE, BOTH)
                    .told("PostgreSQL is shut down and started again."),
            server("postgres-terminated", DB, "connection-dead", AppInjections::terminate, ONCE, BOTH)
                    .told("Every session is ended with pg_terminate_backend."),
            server("postgres-two-sessions", DB, "overload", AppInjections::twoSessions, HOLD, BOTH)
                    .told("Every session is ended, and the connection limit lets in no more than two."),
            server("postgres-read-only", DB, "failover", AppInjections::readOnly, HOLD, SEARCHES)
                    .told("PostgreSQL takes no writes."),
            fault("postgres-failover", DB, "failover", PROXIED, AppInjections::failover, ONCE, BOTH)
                    .told(
                            "The address leads to another server; the old one stays, for who is connected, and takes no writes."),
            killed("redis-killed", CACHE, AppScene::redis, BOTH)
                    .told("SIGKILL to Redis; it is started again when the fault ends."),
            frozen("redis-frozen", CACHE, AppScene::redis, BOTH).told("SIGSTOP to Redis, SIGCONT when the fault ends."),
            server("redis-loading", CACHE, "transient", AppInjections::loading, HOLD, BOTH)
                    .told("Redis is restarted and answers LOADING while the fault holds."),
            server("redis-read-only", CACHE, "failover", AppInjections::replica, HOLD, BOTH)
                    .told("Redis is a replica of a master that nobody reaches: READONLY for every write."),
            server("redis-out-of-memory", CACHE, "overload", AppInjections::outOfMemory, HOLD, BOTH)
                    .told("maxmemory is 1 byte: OOM for every write."),
            server("redis-max-clients", CACHE, "overload", AppInjections::maxClients, HOLD, BOTH)
                    .told("Every connection to Redis is ended, and no new one is let in."),
            server("redis-flushed", CACHE, "flushed", AppInjections::flush, ONCE, BOTH)
                    .told("Redis forgets everything."),
            server("redis-corrupted", CACHE, "corrupted", AppInjections::corrupt, ONCE, BOTH)
                    .told("Every value in Redis is overwritten by a few letters."),
            killed("vector-killed", VECTORS, AppScene::qdrant, NONE)
                    .told("SIGKILL to the vector server; it is started again when the fault ends."),
            frozen("vector-frozen", VECTORS, AppScene::qdrant, NONE)
                    .told("SIGSTOP to the vector server, SIGCONT when the fault ends."),
            server("vector-unavailable-30", VECTORS, "transient", AppInjections::unavailable, HOLD, BOTH)
                    .told("The vector server answers 30 % of the calls UNAVAILABLE."),
            fault("vector-half-dead", VECTORS, "time-out", PROXIED, AppInjections::halfDead, HOLD, NONE)
                    .told("Connections to the vector server hear nothing any more, for ever; new ones are served."),
            fault("vector-slow-network", VECTORS, "slow", PROXIED, AppInjections::slow, HOLD, BOTH)
                    .told("Each way to the vector server and back takes 40 ms more, give or take 20 ms."),
            fault("vector-reset", VECTORS, "connection-dead", PROXIED, AppInjections::reset, HOLD, BOTH)
                    .told("Every connection to the vector server is reset after 40,000 bytes of answers."),
            server("vector-slow", VECTORS, "slow", AppInjections::slowServer, HOLD, BOTH)
                    .told("The vector server answers 300 ms later."),
            server("vector-storage-full", VECTORS, "permanent", AppInjections::storageFull, HOLD, SEARCHES)
                    .told("The vector server takes no writes: RESOURCE_EXHAUSTED, storage full."),
            fault("vector-goaway", VECTORS, "transient", AGING, AppInjections::nothing, HOLD, BOTH)
                    .told("The vector server ends every connection with GOAWAY after 2 s, from the start on."),
            fault("site-silent", "site", "time-out", PROXIED, AppInjections::silentSite, HOLD, SEARCHES)
                    .told("The site of the pages takes requests and answers nothing."),
            frozen("application-paused", "process", AppScene::application, NONE)
                    .told("SIGSTOP to the application, SIGCONT when the fault ends."));

    private AppCatalogue() {}

    static String ids() {
        return FAULTS.stream().map(AppFault::id).collect(Collectors.joining(", "));
    }

    /** SIGKILL, and back after the hold. */
    private static AppFault killed(
            String id, String resource, Function<AppScene, ServerProcess> process, List<Goal<AppMeasures>> goals) {
        Injection<AppScene> injection = (scene, hold) -> {
            process.apply(scene).kill();
            return process.apply(scene)::start;
        };
        return server(id, resource, "connection-dead", injection, HOLD, goals);
    }

    /** SIGSTOP, and SIGCONT after the hold. */
    private static AppFault frozen(
            String id, String resource, Function<AppScene, ServerProcess> process, List<Goal<AppMeasures>> goals) {
        Injection<AppScene> injection = (scene, hold) -> {
            process.apply(scene).freeze();
            return process.apply(scene)::thaw;
        };
        return server(id, resource, resource.equals("process") ? "paused" : "time-out", injection, HOLD, goals);
    }

    private static AppFault server(
            String id,
            String resource,
            String kind,
            Injection<AppScene> injection,
            Duration hold,
            List<Goal<AppMeasures>> goals) {
        return fault(id, resource, kind, DIRECT, injection, hold, goals);
    }

    private static AppFault fault(
            String id,
            String resource,
            String kind,
            Paths paths,
            Injection<AppScene> injection,
            Duration hold,
            List<Goal<AppMeasures>> goals) {
        String layer = paths == PROXIED ? "network" : resource.equals("process") ? "process" : "server";
        return new AppFault(id, new Cause(resource, kind, layer), paths, injection, hold, goals, "");
    }
}
