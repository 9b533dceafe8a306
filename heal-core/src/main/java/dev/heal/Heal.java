package dev.heal;

import dev.heal.journal.Decision;
import dev.heal.journal.Journal;
import dev.heal.safety.SafetyGate;
import dev.heal.settings.Live;
import dev.heal.settings.Mode;
import dev.heal.settings.Setting;
import dev.heal.settings.Setting.Correction;
import dev.heal.settings.Setting.Form;
import dev.heal.settings.Setting.Reload;
import dev.heal.settings.SettingsSource;
import dev.heal.time.HealRuntime;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Heal, embedded in a host: one guard per backend, a journal of what was decided, and an explanation of both.
 *
 * <pre>{@code
 * try (Heal heal = new Heal()) {
 *     String page = heal.guard("site").call(Effect.READ, () -> fetch(uri));
 *     System.out.println(heal.explain("site"));
 * }
 * }</pre>
 *
 * <p>Several instances may live in one JVM. Safe for use by many threads.
 */
public final class Heal implements AutoCloseable {

    /** The most guards of different names; later names share one overflow guard. */
    public static final int MAX_GUARDS = 1_024;

    /** The name of the guard that names beyond {@link #MAX_GUARDS} share. */
    public static final String OVERFLOW = "overflow";

    private static final Logger LOG = LoggerFactory.getLogger(Heal.class);
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long CLOSE_STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final SettingsSource settings;
    private final HealRuntime runtime;
    private final boolean ownsRuntime;
    private final Journal journal = new Journal();
    private final SafetyGate safety;
    private Journal.@Nullable Subscription journalFile;
    private final Map<String, Guard> guards = new ConcurrentHashMap<>();
    private final List<Consumer<? super Guard>> followers = new ArrayList<>(); // guarded by this
    private boolean closed; // guarded by this
    private boolean overflown; // guarded by this

    /** Heal with every setting at its default, on threads of its own. */
    public Heal() {
        this(SettingsSource.defaults());
    }

    /**
     * Heal with settings from a source, on the source's runtime if it has one, else on threads of its own.
     *
     * @param settings where settings come from
     */
    public Heal(SettingsSource settings) {
        this(settings, settings.runtime());
    }

    private Heal(SettingsSource settings, Optional<HealRuntime> shared) {
        this(settings, shared.orElseGet(HealRuntime::system), shared.isEmpty());
    }

    /**
     * Heal with settings from a source, on a runtime of the host's.
     *
     * @param settings where settings come from
     * @param runtime clocks, chance and threads; stays the host's
     */
    public Heal(SettingsSource settings, HealRuntime runtime) {
        this(settings, runtime, false);
    }

    private Heal(SettingsSource settings, HealRuntime runtime, boolean ownsRuntime) {
        this.settings = settings;
        this.runtime = runtime;
        this.ownsRuntime = ownsRuntime;
        Live<Options> options = settings.live("heal", new Options());
        this.safety = new SafetyGate(new LiveMode(options), runtime, journal);
        Path stateDir = runtime.stateDir() == null ? stated(options.get()) : runtime.stateDir();
        if (stateDir == null) {
            LOG.info("heal: no state directory; the journal is kept in memory only (heal.state-dir sets one)");
        } else {
            journalFile = journal.keepIn(stateDir, runtime.io());
        }
    }

    private static @Nullable Path stated(Options options) {
        String directory = options.stateDir();
        return directory.isEmpty() ? null : Path.of(directory);
    }

    /**
     * The guard of a backend, made at the first call of this name.
     *
     * @param name the backend's short name: letters, digits, {@code _ . -}, at most 128
     * @return the one guard of that name
     * @throws IllegalArgumentException if the name is not of that form
     */
    public Guard guard(String name) {
        Guard known = guards.get(name);
        return known != null ? known : make(name);
    }

    /**
     * All guards made so far.
     *
     * @return a copy, sorted by name
     */
    public List<Guard> guards() {
        return guards.values().stream()
                .sorted(Comparator.comparing(Guard::name))
                .toList();
    }

    /**
     * Asks to hear of guards: of those that exist now, at once, and of each new one when it is made.
     *
     * @param follower called once per guard; must not block
     */
    public synchronized void onGuard(Consumer<? super Guard> follower) {
        followers.add(follower);
        guards().forEach(follower);
    }

    /**
     * What was decided.
     *
     * @return the journal that all guards write to
     */
    public Journal journal() {
        return journal;
    }

    /**
     * What automation may do: overrides with author, reason and end, and the kill switch.
     *
     * @return the gate that every action of this instance passes
     */
    public SafetyGate safety() {
        return safety;
    }

    /**
     * What a guard does, since when and why, in one plain sentence.
     *
     * @param name a guard's name
     * @return its explanation, or that there is no such guard and which ones there are
     */
    public String explain(String name) {
        Guard guard = guards.get(name);
        if (guard != null) {
            return guard.explain();
        }
        String known = String.join(", ", guards().stream().map(Guard::name).toList());
        return "there is no guard '" + name + "'; known: " + (known.isEmpty() ? "none" : known);
    }

    /**
     * Ends this instance: refuses new calls, waits up to 5 s for those in progress, cancels asynchronous calls that are not
     * answered by then, and ends what it started itself. What the host passed in stays the host's. Closing twice does no harm.
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            guards.values().forEach(guard -> guard.core().close());
        }
        awaitCalls();
        safety.close();
        if (ownsRuntime) {
            runtime.close();
        }
        // after the executors: what they dropped still waits, and nothing new can
        guards.values().forEach(guard -> guard.core().async().end());
        if (journalFile != null) {
            // writes what still waits to be written
            journalFile.close();
        }
    }

    private void awaitCalls() {
        long start = runtime.ticker().nanos();
        try {
            while (guards.values().stream().anyMatch(g -> g.core().counts().inProgress() > 0)
                    && runtime.ticker().nanos() - start < CLOSE_NANOS) {
                runtime.ticker().sleep(CLOSE_STEP_NANOS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The settings of an instance as a whole, {@code heal.*}.
     *
     * @param mode how far automation may go by itself; a change takes effect at once
     * @param stateDir the directory that the journal is kept in, empty to write no files; read once, when the instance is made
     */
    public record Options(
            @Setting(
                    value =
                            "How far automation may go: observe, suggest or enforce all of it, or auto for each at its default.",
                    correction = Correction.NEVER)
            Mode mode,

            @Setting(
                    value = "Directory for the journal; empty writes no files.",
                    form = Form.PATH,
                    correction = Correction.NEVER,
                    reload = Reload.RESTART)
            String stateDir) {

        /** The defaults: each class of action in its own mode, no files. */
        public Options() {
            this(Mode.AUTO, "");
        }
    }

    private synchronized Guard make(String name) {
        Guard known = guards.get(name);
        if (known != null) {
            return known;
        }
        if (guards.size() >= MAX_GUARDS && !name.equals(OVERFLOW)) {
            return overflow(name);
        }
        GuardName.check(name);
        Live<GuardSettings> live = settings.live(List.of("heal.guard." + name, "heal"), new GuardSettings());
        Guard guard = new Guard(new GuardCore(name, live, runtime, new Oversight(journal, safety), null));
        if (closed) {
            guard.core().close();
        }
        guards.put(name, guard);
        followers.forEach(follower -> follower.accept(guard));
        return guard;
    }

    private Guard overflow(String name) {
        GuardName.check(name);
        if (!overflown) {
            overflown = true;
            journal.record(new Decision(
                    runtime.clock().instant(),
                    OVERFLOW,
                    "share one guard",
                    "a guard per name",
                    OVERFLOW,
                    new Decision.Cause(name, "too many guard names", "memory"),
                    Map.of("guards", (double) MAX_GUARDS),
                    "use a name per backend, not per URL or key"));
        }
        return make(OVERFLOW);
    }
}
