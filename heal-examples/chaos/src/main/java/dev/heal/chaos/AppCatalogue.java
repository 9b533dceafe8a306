package dev.heal.chaos;

import static java.time.Duration.ofSeconds;

import dev.heal.testbed.ServerProcess;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The faults of the application and its servers. To add one, add a row. */
final class AppCatalogue {

    private static final Duration HOLD = ofSeconds(10);

    /** Held against every fault. */
    static final List<Goal<AppMeasures>> ALWAYS = List.of(
            Goal.atMost(0, "acknowledged document lost", m -> m.stores().lost()),
            Goal.atMost(0, "document doubled", m -> m.stores().duplicated()),
            Goal.within(ofSeconds(5), "normal", m -> m.recovery().normal()));

    private static final Goal<AppMeasures> SEARCHES_SERVED =
            Goal.share(0.99, "searches served", AppMeasures::searchesServed);
    private static final Goal<AppMeasures> WRITES_SERVED = Goal.share(0.99, "writes served", AppMeasures::writesServed);

    static final List<AppFault> FAULTS = List.of(
            killed("redis-killed", "redis", AppScene::redis, List.of(SEARCHES_SERVED, WRITES_SERVED)),
            frozen("redis-frozen", "redis", AppScene::redis, List.of(SEARCHES_SERVED, WRITES_SERVED)),
            killed("vector-killed", "vectors", AppScene::qdrant, List.of()),
            frozen("vector-frozen", "vectors", AppScene::qdrant, List.of()),
            new AppFault(
                    "vector-unavailable-30",
                    new AppFault.Cause("vectors", "unavailable", "application"),
                    (scene, hold) -> {
                        scene.qdrant().control("fail 0.3 UNAVAILABLE seed=7");
                        return () -> scene.qdrant().control("clear");
                    },
                    HOLD,
                    List.of(SEARCHES_SERVED, WRITES_SERVED)),
            killed("postgres-killed", "pages-db", AppScene::postgres, List.of(SEARCHES_SERVED)),
            frozen("application-paused", "application", AppScene::application, List.of()));

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
        return new AppFault(id, new AppFault.Cause(resource, "unreachable", "process"), injection, HOLD, goals);
    }

    /** SIGSTOP, and SIGCONT after the hold. */
    private static AppFault frozen(
            String id, String resource, Function<AppScene, ServerProcess> process, List<Goal<AppMeasures>> goals) {
        Injection<AppScene> injection = (scene, hold) -> {
            process.apply(scene).freeze();
            return process.apply(scene)::thaw;
        };
        return new AppFault(id, new AppFault.Cause(resource, "silent", "process"), injection, HOLD, goals);
    }
}
