package dev.heal.config;

import dev.heal.config.file.SourceFile;
import dev.heal.journal.Journal;
import dev.heal.settings.Live;
import dev.heal.settings.SettingsSource;
import dev.heal.time.HealRuntime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings from one properties file, with environment variables and system properties above it. A line that cannot be
 * understood never stops the host: what has one reading is corrected in memory and said, anything else is reported with its
 * line number, and the default stays in effect ({@code heal.config.correct} chooses how far that goes). Credentials,
 * addresses, exposure and autonomy are taken literally or not at all; secrets never appear in the report, the log or the
 * journal.
 *
 * <p>The file is read at {@link #load}, at each {@link #reload}, and when it has changed ({@code heal.config.poll}). Safe for use by many threads.
 */
public final class HealConfig implements SettingsSource, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HealConfig.class);

    private final Path path;
    private final HealRuntime runtime;
    private final boolean ownsRuntime;
    private final Object reloading = new Object(); // taken before this
    private final List<LiveSetting<?>> lives = new ArrayList<>(); // guarded by this
    private final List<ConfigReport.Problem> problems = new ArrayList<>(); // guarded by this
    private final List<Journal> journals = new ArrayList<>(); // guarded by this
    private final @Nullable FileWatch watch;
    private HealKeys keys = HealKeys.own(); // guarded by this
    private FileReading reading; // guarded by this
    private Understanding understanding; // guarded by this
    private @Nullable Snapshot snapshot; // made when it is asked for; guarded by this

    private HealConfig(Path path, HealRuntime runtime, boolean ownsRuntime) {
        this.path = path;
        this.runtime = runtime;
        this.ownsRuntime = ownsRuntime;
        this.reading = FileReading.of(path);
        this.understanding = understood(reading, keys);
        this.snapshot = new Snapshot(understanding.file(), System.getenv());
        tell(understanding, null);
        Duration poll = new Binder(snapshot, problems)
                .bind(List.of(Correcting.KEY), new Correcting())
                .poll();
        this.watch = poll.isZero() ? null : new FileWatch(path, runtime, poll.toNanos(), reading, this::take);
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
        HealKeys more = keys.with(prefixes, defaults);
        if (more != keys) {
            Understanding before = understanding;
            keys = more;
            understanding = understood(reading, keys).extending(before);
            snapshot = null;
            tell(understanding, before);
        }
        int known = problems.size();
        LiveSetting<R> live = new LiveSetting<>(prefixes, defaults, binder());
        lives.add(live);
        warn(problems.subList(known, problems.size()));
        return live;
    }

    @Override
    public Optional<HealRuntime> runtime() {
        return Optional.of(runtime);
    }

    /**
     * What is wrong with the configuration, as far as it was read, and what was made of it: the file itself, keys that
     * nothing reads, and values that were asked for and could not be used.
     *
     * @return the report as of now
     */
    public synchronized ConfigReport report() {
        return new ConfigReport(
                Stream.concat(understanding.file().problems().stream(), problems.stream())
                        .distinct()
                        .toList(),
                understanding.corrections());
    }

    /**
     * Writes into a journal what is corrected and what is wrong, now and at every change from now on.
     *
     * @param journal for example that of a {@code Heal} that was made with this configuration
     */
    public synchronized void recordIn(Journal journal) {
        journals.add(journal);
        ConfigJournal.record(journal, path, runtime.clock().instant(), understanding, null);
    }

    /**
     * Reads the file again. All settings change together; then those who listen for changes are told, on this thread. A file
     * that has become unreadable changes nothing, and a group of settings with a line that was refused keeps the values it
     * has. One reload at a time: listeners hear of changes in the order in which they took effect.
     *
     * @throws ConfigException if the file is there and cannot be read
     */
    public void reload() {
        take(FileReading.of(path));
    }

    /** Ends the watch, and the runtime if this configuration made it. The values stay readable. Closing twice does no harm. */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        if (ownsRuntime) {
            runtime.close();
        }
    }

    private void take(FileReading found) {
        synchronized (reloading) {
            change(found).forEach(Runnable::run);
        }
    }

    /** Takes a new snapshot; the returned actions tell the listeners. */
    private synchronized List<Runnable> change(FileReading found) {
        Understanding before = understanding;
        Understanding fresh = understood(found, keys);
        reading = found;
        if (watch != null) {
            watch.took(found);
        }
        understanding = found.isThere() ? fresh.after(before) : fresh;
        snapshot = null;
        problems.clear();
        tell(understanding, before);
        List<Runnable> changes = new ArrayList<>();
        for (LiveSetting<?> live : lives) {
            changes.add(live.follow(binder()));
        }
        warn(problems);
        return changes;
    }

    private Binder binder() {
        Snapshot current = snapshot;
        if (current == null) {
            current = new Snapshot(understanding.file(), System.getenv());
            snapshot = current;
        }
        return new Binder(current, problems);
    }

    private static Understanding understood(FileReading reading, HealKeys keys) {
        SourceFile source = reading.source();
        PropertiesFile plain = reading.plain();
        Correcting.How how = Correcting.stated(plain, System.getenv());
        Understanding understood = Understanding.of(source, plain, keys.corrector(source), how, HealConfig::variable);
        return reading.isThere() ? understood : understood.with(reading.missing());
    }

    private static @Nullable String variable(String name) {
        String property = System.getProperty(name);
        return property != null ? property : System.getenv(name);
    }

    /** Logs and journals what another understanding did not say yet. */
    private void tell(Understanding fresh, @Nullable Understanding before) {
        List<Correction> corrections = new ArrayList<>(fresh.corrections());
        List<ConfigReport.Problem> problems = new ArrayList<>(fresh.file().problems());
        if (before != null) {
            corrections.removeAll(before.corrections());
            problems.removeAll(before.file().problems());
        }
        corrections.stream().distinct().forEach(correction -> LOG.warn("{}, {}", path.getFileName(), correction));
        problems.stream().distinct().forEach(problem -> LOG.warn("{}", problem));
        journals.forEach(j -> ConfigJournal.record(j, path, runtime.clock().instant(), fresh, before));
    }

    private static void warn(List<ConfigReport.Problem> found) {
        found.stream().distinct().forEach(problem -> LOG.warn("{}", problem));
    }
}
