package dev.heal.config;

import dev.heal.config.file.LogicalLine;
import dev.heal.config.file.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The entries of a properties file, each with the line it starts on. What a line means is what {@link java.util.Properties}
 * says; reading it line by line keeps a line that cannot be read from taking the whole file with it.
 */
record PropertiesFile(String name, Map<String, Entry> entries, List<ConfigReport.Problem> problems) {

    PropertiesFile {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        problems = List.copyOf(problems);
    }

    record Entry(String value, int line) {}

    static PropertiesFile parse(String name, String text) {
        return of(SourceFile.read(name, text.getBytes(StandardCharsets.UTF_8)));
    }

    static PropertiesFile of(SourceFile file) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<ConfigReport.Problem> problems = new ArrayList<>();
        for (LogicalLine line : file.logical()) {
            String origin = file.name() + ":" + line.number();
            if (line.fault() == LogicalLine.Fault.NONE) {
                Entry before = entries.put(line.key(), new Entry(line.value(), line.number()));
                if (before != null) {
                    problems.add(new ConfigReport.Problem(
                            origin,
                            line.key(),
                            "is set twice, first on line " + before.line() + "; this line is in effect"));
                }
            } else {
                problems.add(new ConfigReport.Problem(
                        origin,
                        "",
                        line.fault() == LogicalLine.Fault.ESCAPE
                                ? "the line has a \\u that is not followed by four hex digits; it is left out. Write \\\\ for a backslash"
                                : "the line is not UTF-8; it is left out. Save the file in UTF-8"));
            }
        }
        return new PropertiesFile(file.name(), entries, problems);
    }
}
