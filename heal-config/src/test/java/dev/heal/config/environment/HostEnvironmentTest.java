package dev.heal.config.environment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.config.environment.HostEnvironment.Fact;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** File trees as machines had them. */
final class HostEnvironmentTest {

    @Test
    void aContainerOfVersionTwoWithAFractionOfAProcessor() {
        Map<String, String> tree = Map.of(
                "/proc/self/cgroup", "0::/\n",
                "/sys/fs/cgroup/cpu.max", "150000 100000\n",
                "/sys/fs/cgroup/memory.max", "536870912\n",
                "/.dockerenv", "");

        assertThat(detect(tree, Map.of()).facts())
                .containsExactly(
                        new Fact("cores", "1.5", "detected:/sys/fs/cgroup/cpu.max"),
                        new Fact("memory", "536870912", "detected:/sys/fs/cgroup/memory.max"),
                        new Fact("place", "container", "detected:/.dockerenv"));
    }

    @Test
    void withoutLimitsThereAreNoFacts() {
        Map<String, String> tree = Map.of(
                "/proc/self/cgroup", "0::/user.slice/session-2.scope\n",
                "/sys/fs/cgroup/cpu.max", "max 100000\n",
                "/sys/fs/cgroup/memory.max", "max\n");

        assertThat(detect(tree, Map.of()).facts()).isEmpty();
        assertThat(detect(Map.of(), Map.of()).facts()).isEmpty();
    }

    @Test
    void theTightestLevelOfANestedGroupWins() {
        Map<String, String> tree = Map.of(
                "/proc/self/cgroup", "0::/kubepods.slice/pod1/app\n",
                "/sys/fs/cgroup/kubepods.slice/pod1/app/cpu.max", "400000 100000\n",
                "/sys/fs/cgroup/kubepods.slice/pod1/cpu.max", "200000 100000\n",
                "/sys/fs/cgroup/kubepods.slice/cpu.max", "max 100000\n",
                "/sys/fs/cgroup/kubepods.slice/pod1/memory.max", "1073741824\n");

        HostEnvironment found = detect(tree, Map.of("KUBERNETES_SERVICE_HOST", "10.0.0.1"));

        assertThat(found.fact("cores").orElseThrow().value()).isEqualTo("2");
        assertThat(found.fact("memory").orElseThrow().value()).isEqualTo("1073741824");
        assertThat(found.facts()).contains(new Fact("place", "kubernetes", "env:KUBERNETES_SERVICE_HOST"));
    }

    @Test
    void versionOneHasAGroupPerController() {
        Map<String, String> tree = Map.of(
                "/proc/self/cgroup", "5:cpu,cpuacct:/docker/abc\n4:memory:/docker/abc\n1:name=systemd:/docker/abc\n",
                "/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "50000\n",
                "/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n",
                "/sys/fs/cgroup/memory/memory.limit_in_bytes", "268435456\n");

        HostEnvironment found = detect(tree, Map.of());

        assertThat(found.fact("cores").orElseThrow().value()).isEqualTo("0.5");
        assertThat(found.fact("memory").orElseThrow().value()).isEqualTo("268435456");
        assertThat(found.facts()).contains(new Fact("place", "container", "detected:/proc/self/cgroup"));
    }

    @Test
    void versionOneSaysUnlimitedWithAHugeNumber() {
        Map<String, String> tree = Map.of(
                "/sys/fs/cgroup/cpu/cpu.cfs_quota_us", "-1\n",
                "/sys/fs/cgroup/cpu/cpu.cfs_period_us", "100000\n",
                "/sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");

        assertThat(detect(tree, Map.of()).facts()).isEmpty();
    }

    @Test
    void aBuildServerAndADesktopAreTold() {
        assertThat(detect(Map.of(), Map.of("CI", "true", "DISPLAY", ":0")).facts())
                .containsExactly(new Fact("place", "ci", "env:CI"));
        assertThat(detect(Map.of(), Map.of("CI", "false", "DISPLAY", ":0")).facts())
                .containsExactly(new Fact("place", "developer", "env:DISPLAY"));
    }

    @Test
    void addressesAreTakenFromVariablesAsTheyStand() {
        HostEnvironment found = detect(
                Map.of(),
                Map.of(
                        "DATABASE_URL", "postgres://app:p%40ss@db:5433/shop?sslmode=require",
                        "REDIS_URL", "redis://r1:6379",
                        "QDRANT_URL", "http://vectors:6333"));

        assertThat(found.facts())
                .containsExactlyInAnyOrder(
                        new Fact("database.url", "jdbc:postgresql://db:5433/shop?sslmode=require", "env:DATABASE_URL"),
                        new Fact("database.user", "app", "env:DATABASE_URL"),
                        new Fact("database.password", "p@ss", "env:DATABASE_URL"),
                        new Fact("redis.url", "redis://r1:6379", "env:REDIS_URL"),
                        new Fact("qdrant.host", "vectors", "env:QDRANT_URL"));
        assertThat(found.toString()).doesNotContain("p@ss").doesNotContain("p%40ss");
    }

    @Test
    void namesOfTheDatabaseItselfAndOfSpringAreKnownTheMoreTellingFirst() {
        HostEnvironment found = detect(
                Map.of(),
                Map.of(
                        "SPRING_DATASOURCE_URL",
                        "jdbc:h2:mem:x",
                        "PGHOST",
                        "db",
                        "PGUSER",
                        "app",
                        "PGPASSWORD",
                        "secret"));

        assertThat(found.fact("database.url").orElseThrow().origin()).isEqualTo("env:SPRING_DATASOURCE_URL");
        assertThat(found.fact("database.user").orElseThrow().origin()).isEqualTo("env:PGUSER");
        assertThat(detect(Map.of(), Map.of("PGHOST", "db", "PGDATABASE", "shop"))
                        .fact("database.url")
                        .orElseThrow())
                .isEqualTo(new Fact("database.url", "jdbc:postgresql://db:5432/shop", "env:PGHOST"));
    }

    @Test
    void variablesThatAreNoAddressesStateNothing() {
        assertThat(detect(Map.of(), Map.of("DATABASE_URL", "not a url", "QDRANT_URL", "", "PGHOST", "/tmp"))
                        .facts())
                .isEmpty();
    }

    private static HostEnvironment detect(Map<String, String> tree, Map<String, String> variables) {
        return HostEnvironment.detect(tree::get, variables);
    }
}
