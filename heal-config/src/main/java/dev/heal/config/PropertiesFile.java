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
import java.util.regex.Matcher;
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
        List<Line> lines = Line.of(text.startsWith("\uFEFF") ? text.substring(1) : text);
        for (int i = 0; i < lines.size(); i++) {
            int start = i;
            StringBuilder logical = new StringBuilder(lines.get(i).text());
            while (continues(lines.get(i).text(), start == i) && i + 1 < lines.size()) {
                logical.append(lines.get(i).end()).append(lines.get(i + 1).text());
                i++;
            }
            // the JDK reads a backslash before each kind of line end, and before the end of a file, in its own way
            logical.append(lines.get(i).end());
            enter(name, start + 1, logical.toString(), entries, problems);
        }
        return new PropertiesFile(name, entries, problems);
    }

    /** One physical line and what ends it: LF, CR, CR LF, or nothing at the end of the file. */
    private record Line(String text, String end) {

        private static final Pattern END = Pattern.compile("\r\n|\n|\r");

        static List<Line> of(String file) {
            List<Line> lines = new ArrayList<>();
            Matcher ends = END.matcher(file);
            int from = 0;
            while (ends.find()) {
                lines.add(new Line(file.substring(from, ends.start()), ends.group()));
                from = ends.end();
            }
            lines.add(new Line(file.substring(from), ""));
            return lines;
        }
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
