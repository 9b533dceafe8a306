package dev.heal;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The rules of the house that a compiler does not know. */
final class ArchitectureTest {

    /** Arrows point from later rows to earlier ones; packages of one row do not know each other. */
    private static final List<Set<String>> ORDER = List.of(
            Set.of("dev.heal.time"),
            Set.of("dev.heal.settings", "dev.heal.failure"),
            Set.of("dev.heal.journal"),
            Set.of("dev.heal.safety"),
            Set.of("dev.heal.breaker", "dev.heal.retry"),
            Set.of("dev.heal"),
            Set.of("dev.heal.jdbc.hikari"),
            Set.of("dev.heal.jdbc"));

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPath(ownClasses());

    @Test
    void allMainClassesAreLookedAt() {
        assertThat(MAIN.contain(Guard.class)).isTrue();
        assertThat(MAIN.contain(ArchitectureTest.class)).isFalse();
        Set<String> known = new TreeSet<>();
        ORDER.forEach(known::addAll);
        assertThat(packages()).as("packages of heal-core").containsExactlyElementsOf(known);
    }

    @Test
    void packagesDependOnEarlierOnesOnly() {
        List<String> violations = new ArrayList<>();
        for (JavaClass type : MAIN) {
            type.getDirectDependenciesFromSelf().stream()
                    .filter(d ->
                            !isAllowed(type.getPackageName(), d.getTargetClass().getPackageName()))
                    .forEach(d -> violations.add(d.getDescription()));
        }
        assertThat(violations).isEmpty();
    }

    @Test
    void anArrowUpwardsWouldBeReported() {
        assertThat(isAllowed("dev.heal.time", "dev.heal")).isFalse();
        assertThat(isAllowed("dev.heal.failure", "dev.heal.settings")).isFalse();
        assertThat(isAllowed("dev.heal.retry", "dev.heal.breaker")).isFalse();
        assertThat(isAllowed("dev.heal", "dev.heal.jdbc")).isFalse();
        assertThat(isAllowed("dev.heal.jdbc", "dev.heal.time")).isTrue();
        assertThat(isAllowed("dev.heal.time", "dev.heal.unknown")).isFalse();
    }

    @Test
    void packagesFormNoCycles() {
        SlicesRuleDefinition.slices()
                .matching("dev.heal.(*)..")
                .should()
                .beFreeOfCycles()
                .check(MAIN);
    }

    @Test
    void onlyTheTimePackageReadsClocksWaitsOrDraws() {
        ClockRule.outside("dev.heal.time").check(MAIN);
    }

    @Test
    void theClockRuleReportsCallsReferencesAndConstructors() {
        assertThatThrownBy(() -> ClockRule.outside("dev.heal.time")
                        .check(new ClassFileImporter().importClasses(ReadsTheClock.class)))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("ReadsTheClock.called()")
                .hasMessageContaining("ReadsTheClock.referred()")
                .hasMessageContaining("ReadsTheClock.drawn()");
    }

    @Test
    void theCoreKnowsNoLibraryOfTheOtherModules() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.smallrye..",
                        "org.eclipse.microprofile..",
                        "io.micrometer..",
                        "io.grpc..",
                        "io.lettuce..",
                        "io.qdrant..")
                .check(MAIN);
    }

    @Test
    void onlyTheHikariPilotNamesHikari() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.heal.jdbc.hikari")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.zaxxer..")
                .check(MAIN);
    }

    @Test
    void classesAreFinalOrSealed() {
        classes()
                .that(DescribedPredicate.describe(
                        "are neither interfaces, enums, anonymous nor sealed",
                        type -> !type.isInterface()
                                && !type.isEnum()
                                && !type.isAnonymousClass()
                                && !type.reflect().isSealed()))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(MAIN);
    }

    @Test
    void namesSayWhatATypeIs() {
        noClasses()
                .should()
                .haveSimpleNameContaining("Manager")
                .orShould()
                .haveSimpleNameContaining("Helper")
                .orShould()
                .haveSimpleNameContaining("Util")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .check(MAIN);
    }

    @Test
    void everyPackageIsNullMarked() {
        Set<String> marked = new TreeSet<>();
        for (JavaClass type : MAIN) {
            if (type.getSimpleName().equals("package-info") && type.isAnnotatedWith(NullMarked.class)) {
                marked.add(type.getPackageName());
            }
        }
        assertThat(marked).containsExactlyElementsOf(packages());
    }

    @Test
    void nothingIsProxiedByReflection() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.reflect.Proxy")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.reflect.InvocationHandler")
                .check(MAIN);
    }

    /** Not by package name: the servers for tests are on the class path and begin with dev.heal too. */
    private static Path ownClasses() {
        try {
            return Path.of(Guard.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Set<String> packages() {
        Set<String> packages = new TreeSet<>();
        MAIN.forEach(type -> packages.add(type.getPackageName()));
        return packages;
    }

    private static boolean isAllowed(String from, String to) {
        if (from.equals(to) || !(to.equals("dev.heal") || to.startsWith("dev.heal."))) {
            return true;
        }
        return rank(to) >= 0 && rank(to) < rank(from);
    }

    private static int rank(String packageName) {
        for (int i = 0; i < ORDER.size(); i++) {
            if (ORDER.get(i).contains(packageName)) {
                return i;
            }
        }
        return -1;
    }
}
