package dev.heal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;

/** Clocks, waits and chance are read in one package; everything else gets them passed in. */
final class ClockRule {

    private static final Map<String, Set<String>> FORBIDDEN = Map.of(
            "java.lang.System", Set.of("nanoTime", "currentTimeMillis"),
            "java.lang.Thread", Set.of("sleep"),
            "java.util.concurrent.TimeUnit", Set.of("sleep"),
            "java.util.concurrent.locks.LockSupport", Set.of("park", "parkNanos", "parkUntil"),
            "java.time.Instant", Set.of("now"),
            "java.time.Clock", Set.of("systemUTC", "systemDefaultZone", "system"),
            "java.time.InstantSource", Set.of("system"),
            "java.lang.Math", Set.of("random"),
            "java.util.Random", Set.of("<init>"),
            "java.util.SplittableRandom", Set.of("<init>"));

    private static final Set<String> FORBIDDEN_TYPES =
            Set.of("java.util.concurrent.ThreadLocalRandom", "dev.heal.time.SystemTime");

    private ClockRule() {}

    static ArchRule outside(String timePackage) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(timePackage)
                .should()
                .accessTargetWhere(DescribedPredicate.<JavaAccess<?>>describe(
                        "clocks, waits or chance", access -> isForbidden(access.getTarget())))
                .because("what reads a clock, waits or draws by itself cannot run in virtual time");
    }

    private static boolean isForbidden(AccessTarget target) {
        String owner = target.getOwner().getName();
        return FORBIDDEN_TYPES.contains(owner)
                || FORBIDDEN.getOrDefault(owner, Set.of()).contains(target.getName());
    }
}
