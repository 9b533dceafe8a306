package dev.heal.cli;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The arrows between the modules, over every Heal class on the class path: they run down only. */
final class ModuleArrowsTest {

    private static final String CORE = "core";

    /** What each module may use besides itself; a module is known by its packages. */
    private static final Map<String, Set<String>> ARROWS = Map.of(
            CORE,
            Set.of(),
            "config",
            Set.of(CORE),
            "vector",
            Set.of(CORE),
            "monitor",
            Set.of(CORE),
            "testbed",
            Set.of(),
            "scraper",
            Set.of(CORE, "config", "vector", "monitor"),
            "trials",
            Set.of(CORE, "vector", "testbed"),
            "testkit",
            Set.of(CORE),
            "chaos",
            Set.of(CORE, "config", "vector", "testbed", "scraper"),
            "cli",
            Set.of(CORE, "config", "vector", "monitor", "testbed", "scraper", "chaos"));

    private static final Map<String, Set<String>> CLOCKS = Map.of(
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

    private static final JavaClasses HEAL = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.heal");

    @Test
    void everyModuleIsLookedAt() {
        Set<String> seen = new TreeSet<>();
        HEAL.forEach(type -> seen.add(module(type.getPackageName())));
        assertThat(seen).containsExactlyInAnyOrderElementsOf(ARROWS.keySet());
    }

    @Test
    void arrowsRunDownOnly() {
        assertThat(violations(HEAL)).isEmpty();
    }

    @Test
    void anArrowUpwardsWouldBeReported() {
        assertThat(isAllowed("dev.heal.config", "dev.heal.vector")).isFalse();
        assertThat(isAllowed("dev.heal.monitor", "dev.heal.config.rules")).isFalse();
        assertThat(isAllowed("dev.heal.jdbc", "dev.heal.config")).isFalse();
        assertThat(isAllowed("dev.heal.testbed", "dev.heal.time")).isFalse();
        assertThat(isAllowed("dev.heal.vector", "dev.heal.testbed")).isFalse();
        assertThat(isAllowed("dev.heal.scraper", "dev.heal.testbed")).isFalse();
        assertThat(isAllowed("dev.heal.vector", "dev.heal.failure")).isTrue();
        assertThat(isAllowed("dev.heal.cli", "dev.heal.scraper")).isTrue();
        assertThat(isAllowed("dev.heal.time", "java.lang")).isTrue();
    }

    @Test
    void theApplicationUnderFaultsKnowsNothingOfThem() {
        noClasses()
                .that()
                .resideInAPackage("dev.heal.chaos.app..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.heal.chaos", "dev.heal.testbed..")
                .check(HEAL);
    }

    @Test
    void libraryModulesGetClocksWaitsAndChancePassedIn() {
        clockRule("dev.heal.config..", "dev.heal.vector..", "dev.heal.monitor..", "dev.heal.testkit..")
                .check(HEAL);
    }

    @Test
    void theClockRuleCanFail() {
        assertThatThrownBy(() ->
                        clockRule("dev.heal.cli..").check(new ClassFileImporter().importClasses(ReadsTheClock.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ReadsTheClock.now()");
    }

    private static ArchRule clockRule(String... packages) {
        return noClasses()
                .that()
                .resideInAnyPackage(packages)
                .should()
                .accessTargetWhere(DescribedPredicate.<JavaAccess<?>>describe(
                        "clocks, waits or chance", access -> isClock(access.getTarget())))
                .because("what reads a clock, waits or draws by itself cannot run in virtual time")
                // a module that has no classes yet breaks no rule
                .allowEmptyShould(true);
    }

    private static boolean isClock(AccessTarget target) {
        String owner = target.getOwner().getName();
        return owner.equals("java.util.concurrent.ThreadLocalRandom")
                || CLOCKS.getOrDefault(owner, Set.of()).contains(target.getName());
    }

    private static List<String> violations(JavaClasses classes) {
        List<String> found = new ArrayList<>();
        for (JavaClass type : classes) {
            type.getDirectDependenciesFromSelf().stream()
                    .filter(d ->
                            !isAllowed(type.getPackageName(), d.getTargetClass().getPackageName()))
                    .forEach(d -> found.add(d.getDescription()));
        }
        return found;
    }

    private static boolean isAllowed(String from, String to) {
        if (!to.equals("dev.heal") && !to.startsWith("dev.heal.")) {
            return true;
        }
        String source = module(from);
        String target = module(to);
        return source.equals(target) || ARROWS.get(source).contains(target);
    }

    private static String module(String packageName) {
        for (String module : ARROWS.keySet()) {
            if (packageName.equals("dev.heal." + module) || packageName.startsWith("dev.heal." + module + ".")) {
                return module;
            }
        }
        return CORE;
    }
}
