package dev.heal.config;

import dev.heal.settings.Live;
import dev.heal.settings.SettingsSource;
import dev.heal.time.HealRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings from one properties file, with environment variables and system properties above it. A line that cannot be
 * understood never stops the host: it is reported with its line number, and the default stays in effect. Values are taken
 * literally; secrets never appear in the report or the log.
 *
 * <p>The file is read at {@link #load} and at each {@link #reload}. Safe for use by many threads.
 */
public final class HealConfig implements SettingsSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HealConfig.class);

    private final Path path;
    private final HealRuntime runtime;
    private final boolean ownsRuntime;
    private final Object reloading = new Object(); // taken before this
    private final List<LiveSetting<?>> lives = new ArrayList<>(); // guarded by this
    private final List<ConfigReport.Problem> problems = new ArrayList<>(); // guarded by this
    private Snapshot snapshot; // guarded by this

    private HealConfig(Path path, HealRuntime runtime, boolean ownsRuntime) {
        this.path = path;
        this.runtime = runtime;
        this.ownsRuntime = ownsRuntime;
        this.snapshot = snapshot();
    }

    /**
     * Reads a file, on a runtime of its own that {@link #close} ends.
     *
     * @param path the file; if there is none, every setting has its default, which is reported
     * @return the configuration
     * @throws ConfigException if the file is there and cannot be read
     */
    public static HealConfig load(Path path) {
        HealRuntime runtime = HealRuntime.system();
        try {
            return new HealConfig(path, runtime, true);
        } catch (RuntimeException e) {
            runtime.close();
            throw e;
        }
    }

    /**
     * Reads a file, on a runtime of the host's.
     *
     * @param path the file; if there is none, every setting has its default, which is reported
     * @param runtime clocks, chance and threads; stays the host's
     * @return the configuration
     * @throws ConfigException if the file is there and cannot be read
     */
    public static HealConfig load(Path path, HealRuntime runtime) {
        return new HealConfig(path, runtime, false);
    }

    @Override
    public synchronized <R extends Record> Live<R> live(List<String> prefixes, R defaults) {
        int known = problems.size();
        LiveSetting<R> live = new LiveSetting<>(prefixes, defaults, new Binder(snapshot, problems));
        lives.add(live);
        warn(problems.subList(known, problems.size()));
        return live;
    }

    @Override
    public Optional<HealRuntime> runtime() {
        return Optional.of(runtime);
    }

    /**
     * What is wrong with the configuration, as far as it was read: the file itself, keys below {@code heal.} that nothing
     * reads, and values that were asked for and could not be used.
     *
     * @return the report as of now
     */
    public synchronized ConfigReport report() {
        return new ConfigReport(problems.stream().distinct().toList());
    }

    /**
     * Reads the file again. All settings change together; then those who listen for changes are told, on this thread. A file
     * that has become unreadable changes nothing. One reload at a time: listeners hear of changes in the order in which they
     * took effect.
     *
     * @throws ConfigException if the file is there and cannot be read
     */
    public void reload() {
        synchronized (reloading) {
            change().forEach(Runnable::run);
        }
    }

    /** Takes a new snapshot; the returned actions tell the listeners. */
    private synchronized List<Runnable> change() {
        List<Runnable> changes = new ArrayList<>();
        snapshot = snapshot();
        int known = problems.size();
        for (LiveSetting<?> live : lives) {
            changes.add(live.follow(new Binder(snapshot, problems)));
        }
        warn(problems.subList(known, problems.size()));
        return changes;
    }

    /** Ends the runtime if this configuration made it. The values stay readable. Closing twice does no harm. */
    @Override
    public void close() {
        if (ownsRuntime) {
            runtime.close();
        }
    }

    /** Reads all sources; the problems found replace those of the last reading. */
    private Snapshot snapshot() {
        PropertiesFile file = PropertiesFile.read(path);
        Snapshot fresh = new Snapshot(file, System.getenv());
        problems.clear();
        problems.addAll(file.problems());
        problems.addAll(new UnknownKeys().in(file));
        warn(problems);
        return fresh;
    }

    private static void warn(List<ConfigReport.Problem> found) {
        found.stream().distinct().forEach(problem -> LOG.warn("{}", problem));
    }
}
