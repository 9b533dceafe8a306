package dev.heal.settings;

import java.util.List;

/** Answers the defaults. */
enum DefaultSettings implements SettingsSource {
    INSTANCE;

    @Override
    public <R extends Record> Live<R> live(List<String> prefixes, R defaults) {
        return Live.of(defaults);
    }
}
