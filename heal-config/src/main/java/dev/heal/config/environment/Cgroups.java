package dev.heal.config.environment;

import dev.heal.config.environment.HostEnvironment.Fact;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Limits of control groups, version 1 and 2. A process may sit deep in a tree whose upper levels bind too, so every level on
 * the way up counts and the tightest one wins. Pure.
 */
final class Cgroups {

    private static final String ROOT = "/sys/fs/cgroup";
    /** What version 1 says for "no limit" is near the largest number of 64 bits; no machine has that much. */
    private static final BigDecimal UNLIMITED = BigDecimal.valueOf(1L << 60);

    private final FileTree files;

    Cgroups(FileTree files) {
        this.files = files;
    }

    List<Fact> facts() {
        Map<String, String> paths = paths();
        List<Fact> facts = new ArrayList<>();
        Fact cores = tightest(cores2(paths.getOrDefault("", "/")), cores1(paths.getOrDefault("cpu", "/")));
        Fact memory = tightest(
                memory(paths.getOrDefault("", "/"), "", "memory.max"),
                memory(paths.getOrDefault("memory", "/"), "/memory", "memory.limit_in_bytes"));
        if (cores != null) {
            facts.add(cores);
        }
        if (memory != null) {
            facts.add(memory);
        }
        return facts;
    }

    /** The path of each controller; version 2 has one for all, under an empty name. */
    private Map<String, String> paths() {
        Map<String, String> paths = new TreeMap<>();
        String text = files.read("/proc/self/cgroup");
        for (String line : text == null ? List.<String>of() : text.lines().toList()) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3) {
                for (String controller : parts[1].split(",", -1)) {
                    paths.put(controller, parts[2]);
                }
            }
        }
        return paths;
    }

    private @Nullable Fact cores2(String path) {
        Fact least = null;
        for (String level : levels(path)) {
            String file = ROOT + level + "/cpu.max";
            String[] words = words(files.read(file));
            least = tightest(least, words.length == 2 ? cores(words[0], words[1], file) : null);
        }
        return least;
    }

    private @Nullable Fact cores1(String path) {
        Fact least = null;
        for (String mount : List.of("/cpu", "/cpu,cpuacct")) {
            for (String level : levels(path)) {
                String base = ROOT + mount + level;
                String file = base + "/cpu.cfs_quota_us";
                String[] quota = words(files.read(file));
                String[] period = words(files.read(base + "/cpu.cfs_period_us"));
                boolean both = quota.length == 1 && period.length == 1;
                least = tightest(least, both ? cores(quota[0], period[0], file) : null);
            }
        }
        return least;
    }

    private @Nullable Fact memory(String path, String mount, String name) {
        Fact least = null;
        for (String level : levels(path)) {
            String file = ROOT + mount + level + "/" + name;
            String[] words = words(files.read(file));
            BigDecimal bytes = words.length == 1 ? number(words[0]) : null;
            if (bytes != null && bytes.signum() > 0 && bytes.compareTo(UNLIMITED) < 0) {
                least = tightest(least, new Fact(HostEnvironment.MEMORY, bytes.toPlainString(), "detected:" + file));
            }
        }
        return least;
    }

    private static @Nullable Fact cores(String quota, String period, String file) {
        BigDecimal used = number(quota);
        BigDecimal of = number(period);
        if (used == null || of == null || used.signum() <= 0 || of.signum() <= 0) {
            return null;
        }
        String cores =
                used.divide(of, 3, RoundingMode.HALF_UP).stripTrailingZeros().toPlainString();
        return new Fact(HostEnvironment.CORES, cores, "detected:" + file);
    }

    private static @Nullable Fact tightest(@Nullable Fact a, @Nullable Fact b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return new BigDecimal(a.value()).compareTo(new BigDecimal(b.value())) <= 0 ? a : b;
    }

    /** The path itself and all above it, the root last. Inside a container the path of the host is not there. */
    private static List<String> levels(String path) {
        List<String> levels = new ArrayList<>();
        String level = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        while (!level.isEmpty()) {
            levels.add(level);
            level = level.substring(0, Math.max(0, level.lastIndexOf('/')));
        }
        levels.add("");
        return levels;
    }

    private static String[] words(@Nullable String text) {
        return text == null || text.isBlank() ? new String[0] : text.strip().split("\\s+", -1);
    }

    private static @Nullable BigDecimal number(String text) {
        return text.matches("[0-9]{1,20}") ? new BigDecimal(text) : null;
    }
}
