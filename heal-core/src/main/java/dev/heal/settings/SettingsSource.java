package dev.heal.settings;

import dev.heal.time.HealRuntime;
import java.util.List;
import java.util.Optional;

/** Where settings come from. Safe for use by many threads. */
public interface SettingsSource {

    /**
     * Settings with several homes: of what one origin states (a file, or the variables and system properties above it), each
     * component is taken from the first prefix that states it; what nothing states has its default. A guard's settings live under {@code heal.guard.NAME} and, for all guards, under {@code heal}.
     *
     * @param prefixes where to look, the most specific first, without a dot at the end
     * @param defaults the values of a source that states nothing; its type decides the keys
     * @param <R> a record whose components are settings or further such records
     * @return a live view
     * @throws IllegalArgumentException if the record has a component of a type that cannot be a setting
     */
    <R extends Record> Live<R> live(List<String> prefixes, R defaults);

    /**
     * Settings with one home.
     *
     * @param prefix where to look, without a dot at the end
     * @param defaults the values of a source that states nothing
     * @param <R> a record whose components are settings or further such records
     * @return a live view
     */
    default <R extends Record> Live<R> live(String prefix, R defaults) {
        return live(List.of(prefix), defaults);
    }

    /**
     * The runtime that this source itself runs on.
     *
     * @return the runtime, which whoever uses the source then shares and does not close; empty if it has none
     */
    default Optional<HealRuntime> runtime() {
        return Optional.empty();
    }

    /**
     * The source that states nothing: every setting has its default.
     *
     * @return a shared instance
     */
    static SettingsSource defaults() {
        return DefaultSettings.INSTANCE;
    }
}
