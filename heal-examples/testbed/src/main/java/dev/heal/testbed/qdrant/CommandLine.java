package dev.heal.testbed.qdrant;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The arguments of the server process; the list is in {@link EmbeddedQdrant#main}. Immutable. */
record CommandLine(QdrantOptions options, @Nullable Path readyFile, boolean control, boolean parentPipe) {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    static CommandLine parse(String... arguments) {
        CommandLine line = new CommandLine(QdrantOptions.inMemory(), null, false, false);
        Iterator<String> rest = List.of(arguments).iterator();
        while (rest.hasNext()) {
            line = line.with(rest.next(), rest);
        }
        return line;
    }

    private CommandLine with(String name, Iterator<String> rest) {
        return switch (name) {
            case "--port" -> with(options.withPort(port(value(name, rest))));
            case "--storage" -> with(options.withStorage(path(name, value(name, rest))));
            case "--max-connection-age" ->
                with(options.withMaxConnectionAge(duration("argument '" + name + "'", value(name, rest))));
            case "--ready-file" -> new CommandLine(options, path(name, value(name, rest)), control, parentPipe);
            case "--control" -> new CommandLine(options, readyFile, true, parentPipe);
            case "--parent-pipe" -> new CommandLine(options, readyFile, control, true);
            default ->
                throw new IllegalArgumentException("qdrant argument '" + name + "': is not known; use --port,"
                        + " --storage, --max-connection-age, --ready-file, --control or --parent-pipe");
        };
    }

    private CommandLine with(QdrantOptions changed) {
        return new CommandLine(changed, readyFile, control, parentPipe);
    }

    private static String value(String name, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException(
                    "qdrant argument '" + name + "': must be followed by a value, was last; add the value");
        }
        return rest.next();
    }

    private static int port(String text) {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "qdrant argument '--port': must be a whole number, was '" + text + "'; use 0 for a free port", e);
        }
    }

    private static Path path(String name, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "qdrant argument '" + name + "': must be a path, was '" + text + "'; " + e.getReason(), e);
        }
    }

    /** A duration such as {@code 200ms}, {@code 2s} or {@code 1m}. */
    static Duration duration(String subject, String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("qdrant " + subject + ": must be a whole number with ms, s or m, was '"
                    + text + "'; use for example 200ms");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }
}
