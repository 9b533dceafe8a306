package dev.heal.config.cost;

import dev.heal.config.HealConfig;
import dev.heal.settings.Settings;
import dev.heal.time.HealRuntime;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.SysPropConfigSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/**
 * Prints the processor time of loading 200 settings through Heal and through SmallRye Config alone with its default
 * interceptors, in turns, and the median of the ratios. Run it with the class path of the tests.
 */
public final class ConfigCost {

    private static final int WARM_UP = 400;
    private static final int TURNS = 31;
    private static final int LOADS = 100;

    private final Path file;
    private final HealRuntime runtime;

    private ConfigCost(Path file, HealRuntime runtime) {
        this.file = file;
        this.runtime = runtime;
    }

    /**
     * Runs the comparison.
     *
     * @param args none
     * @throws IOException if no temporary file can be written
     */
    public static void main(String[] args) throws IOException {
        Path file = Files.createTempFile("cost", ".properties");
        try (HealRuntime runtime = HealRuntime.system()) {
            Files.writeString(file, "heal.config.poll=0s\n" + lines());
            new ConfigCost(file, runtime).compare();
        } finally {
            Files.delete(file);
        }
    }

    private static String lines() {
        StringBuilder lines = new StringBuilder();
        for (var section : All.class.getRecordComponents()) {
            for (var component : Part.class.getRecordComponents()) {
                Class<?> type = component.getType();
                String value = type == Duration.class
                        ? "PT30S"
                        : type == boolean.class ? "true" : type == String.class ? "some text" : "3";
                lines.append("bench.").append(section.getName()).append('.');
                lines.append(Settings.key(component.getName()))
                        .append('=')
                        .append(value)
                        .append('\n');
            }
        }
        return lines.toString();
    }

    private void compare() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        run(this::smallRye, WARM_UP);
        run(this::heal, WARM_UP);
        double[] ratios = new double[TURNS];
        for (int turn = 0; turn < TURNS; turn++) {
            long start = threads.getCurrentThreadCpuTime();
            run(this::smallRye, LOADS);
            long between = threads.getCurrentThreadCpuTime();
            run(this::heal, LOADS);
            long end = threads.getCurrentThreadCpuTime();
            ratios[turn] = (double) (end - between) / (between - start);
            System.out.printf(
                    Locale.ROOT,
                    "SmallRye Config %.3f ms, Heal %.3f ms%n",
                    (between - start) / 1e6 / LOADS,
                    (end - between) / 1e6 / LOADS);
        }
        Arrays.sort(ratios);
        System.out.printf(Locale.ROOT, "median ratio %.2f%n", ratios[TURNS / 2]);
    }

    private static void run(Runnable load, int times) {
        for (int i = 0; i < times; i++) {
            load.run();
        }
    }

    private void smallRye() {
        try {
            SmallRyeConfig config = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(
                            new PropertiesConfigSource(file.toUri().toURL(), 100),
                            new EnvConfigSource(System.getenv(), 300),
                            new SysPropConfigSource())
                    .withMapping(AllMapping.class)
                    .build();
            require(config.getConfigMapping(AllMapping.class).tenth().pagesD());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void heal() {
        try (HealConfig config = HealConfig.load(file, runtime)) {
            require(config.live("bench", new All()).get().tenth().pagesD());
        }
    }

    private static void require(int pages) {
        if (pages != 3) {
            throw new IllegalStateException("the file must be in effect, was " + pages);
        }
    }
}
