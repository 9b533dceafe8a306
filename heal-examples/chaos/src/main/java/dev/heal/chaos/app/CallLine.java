package dev.heal.chaos.app;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One call as the application saw it: one line of its output, a JSON object. Immutable.
 *
 * @param kind what it was to do
 * @param begin when it was due, in nanoseconds since 1970: a call that waits for a thread waits all the same
 * @param end when it ended, or was last seen if it did not
 * @param outcome how it ended
 * @param failure what failed it: SQLState, gRPC status, reason of a refusal or class; empty if it was served
 * @param id the page of a crawl, which is its document's number; the turn of a search
 * @param found what a search found; {@link Found#NOTHING} if it was not answered, and for a page
 */
public record CallLine(Kind kind, long begin, long end, Outcome outcome, String failure, long id, Found found) {

    /** The name of the file of lines. */
    public static final String FILE = "calls.jsonl";

    private static final Pattern SHAPE = Pattern.compile("\\{\"kind\":\"(\\w+)\",\"begin\":(\\d+),\"end\":(\\d+),"
            + "\"outcome\":\"(\\w+)\",\"failure\":\"([^\"\\\\]*)\",\"id\":(\\d+),"
            + "\"ageMillis\":(\\d+),\"hits\":\\[([\\d,]*)]}");

    /** What a call was to do. */
    public enum Kind {
        /** Find documents by a text. */
        SEARCH,
        /** Fetch a page, and store it in PostgreSQL and in the vector server. */
        CRAWL
    }

    /**
     * What a search found.
     *
     * @param ageMillis how old the answer says it is
     * @param hits the ids of the documents, best first
     */
    public record Found(long ageMillis, List<Long> hits) {

        /** No answer. */
        public static final Found NOTHING = new Found(0, List.of());

        /** Copies the hits. */
        public Found {
            hits = List.copyOf(hits);
        }
    }

    /** How a call ended. */
    public enum Outcome {
        /** Answered by the vector server. */
        LIVE,
        /** Answered from the cache by what still counts as fresh. */
        CACHE,
        /** Answered from the cache by what does not count as fresh any more. */
        STALE,
        /** The document is in both stores, they said. */
        WRITTEN,
        /** The application's own protection did not make the call. */
        REFUSED,
        /** An exception. */
        FAILED,
        /** It had not ended when the application did. */
        UNANSWERED
    }

    /** Drops from the failure what a line cannot carry. */
    public CallLine {
        failure = failure.replaceAll("[\"\\\\\\p{Cntrl}]", " ");
    }

    /** The line, without its end. */
    public String text() {
        return "{\"kind\":\"" + name(kind) + "\",\"begin\":" + begin + ",\"end\":" + end + ",\"outcome\":\""
                + name(outcome) + "\",\"failure\":\"" + failure + "\",\"id\":" + id
                + ",\"ageMillis\":" + found.ageMillis() + ",\"hits\":["
                + found.hits().stream().map(String::valueOf).collect(Collectors.joining(",")) + "]}";
    }

    /**
     * Reads a line.
     *
     * @param line a line of the application's output
     * @return the call; empty for anything else, such as the torn line of an application that was killed
     */
    public static Optional<CallLine> parse(String line) {
        Matcher found = SHAPE.matcher(line);
        if (!found.matches()) {
            return Optional.empty();
        }
        return Optional.of(new CallLine(
                Kind.valueOf(found.group(1).toUpperCase(Locale.ROOT)),
                Long.parseLong(found.group(2)),
                Long.parseLong(found.group(3)),
                Outcome.valueOf(found.group(4).toUpperCase(Locale.ROOT)),
                found.group(5),
                Long.parseLong(found.group(6)),
                new Found(Long.parseLong(found.group(7)), numbers(found.group(8)))));
    }

    private static List<Long> numbers(String list) {
        return list.isEmpty()
                ? List.of()
                : Arrays.stream(list.split(",", -1)).map(Long::valueOf).toList();
    }

    /** How long it took, in nanoseconds. */
    public long nanos() {
        return end - begin;
    }

    private static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
