package dev.heal.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The sources of one test: lines of a file and variables of an environment, and what comes of them. */
final class Given {

    static final String NAME = "heal.properties";

    private final List<ConfigReport.Problem> problems = new ArrayList<>();
    private final Snapshot snapshot;

    private Given(PropertiesFile file, Map<String, String> environment) {
        this.snapshot = new Snapshot(file, environment);
    }

    static Given lines(String... lines) {
        return new Given(PropertiesFile.parse(NAME, String.join("\n", lines)), Map.of());
    }

    Given and(Map<String, String> environment) {
        return new Given(snapshot.file(), environment);
    }

    <R extends Record> R bind(String prefix, R defaults) {
        return bind(List.of(prefix), defaults);
    }

    <R extends Record> R bind(List<String> prefixes, R defaults) {
        return new Binder(snapshot, problems).bind(prefixes, defaults);
    }

    /** The problems found while binding, a line each. */
    List<String> report() {
        return problems.stream().map(ConfigReport.Problem::toString).toList();
    }

    static Path file(Path directory, String... lines) {
        try {
            return Files.writeString(directory.resolve(NAME), String.join("\n", lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
