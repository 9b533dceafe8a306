package dev.heal.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/**
 * The entries of a properties file, each with the line it starts on. What a line means is decided by {@link Properties};
 * reading it line by line keeps a line that cannot be read from taking the whole file with it.
 */
record PropertiesFile(String name, Map<String, Entry> entries, List<ConfigReport.Problem> problems) {

    /** What properties files take for white space: not all that Unicode does. */
    private static final Pattern COMMENT = Pattern.compile("[ \\t\\f]*[#!]");

    record Entry(String value, int line) {}

    static PropertiesFile read(Path path) {
        String name = String.valueOf(path.getFileName());
        try {
            return parse(name, Files.readString(path, StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            return new PropertiesFile(
                    name,
                    Map.of(),
                    List.of(new ConfigReport.Problem(
                            path.toString(), "", "there is no such file; every setting has its default")));
        } catch (IOException e) {
            throw new ConfigException(
                    "configuration '" + path + "': must be a readable file in UTF-8, could not be read ("
                            + e.getClass().getSimpleName() + "); check the path, its permissions and its encoding",
                    e);
        }
    }

    static PropertiesFile parse(String name, String text) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<ConfigReport.Problem> problems = new ArrayList<>();
        // a byte order mark would become part of the first key
        String[] lines = (text.startsWith("\uFEFF") ? text.substring(1) : text).split("\r\n|\n|\r", -1);
        for (int i = 0; i < lines.length; i++) {
            int start = i;
            StringBuilder logical = new StringBuilder(lines[i]);
            while (continues(lines[i], start == i) && i + 1 < lines.length) {
                logical.append('\n').append(lines[++i]);
            }
            if (i + 1 < lines.length) {
                // the JDK reads a backslash before the end of a line otherwise than before the end of a file
                logical.append('\n');
            }
            enter(name, start + 1, logical.toString(), entries, problems);
        }
        return new PropertiesFile(name, entries, problems);
    }

    private static void enter(
            String name, int line, String logical, Map<String, Entry> entries, List<ConfigReport.Problem> problems) {
        Properties one = new Properties();
        String origin = name + ":" + line;
        try {
            one.load(new StringReader(logical));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(
                    new ConfigReport.Problem(
                            origin,
                            "",
                            "the line has a \\u that is not followed by four hex digits; it is left out. Write \\\\ for a backslash"));
            return;
        }
        for (String key : one.stringPropertyNames()) {
            Entry before = entries.put(key, new Entry(one.getProperty(key), line));
            if (before != null) {
                problems.add(new ConfigReport.Problem(
                        origin, key, "is set twice, first on line " + before.line() + "; this line is in effect"));
            }
        }
    }

    /** An odd number of backslashes at the end joins the next line, except at the end of a comment. */
    private static boolean continues(String line, boolean first) {
        if (first && COMMENT.matcher(line).lookingAt()) {
            return false;
        }
        int backslashes = 0;
        while (backslashes < line.length() && line.charAt(line.length() - 1 - backslashes) == '\\') {
            backslashes++;
        }
        return backslashes % 2 == 1;
    }
}
