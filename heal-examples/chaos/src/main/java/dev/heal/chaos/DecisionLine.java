package dev.heal.chaos;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.heal.chaos.AppFault.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A line of Heal's journal, or one like it of another contender.
 *
 * @param at when, in nanoseconds since 1970
 * @param resource what about
 * @param action what was done
 * @param from the state before
 * @param to the state after
 * @param cause what it was done about; null if the contender does not say
 * @param isDone whether it was carried out
 * @param sentence all of it in words
 */
record DecisionLine(
        long at,
        String resource,
        String action,
        String from,
        String to,
        @Nullable Cause cause,
        boolean isDone,
        String sentence) {

    /** Of calls, a pool's connections or a channel that hear nothing. */
    private static final Set<String> SILENCE = Set.of("no answer", "test too long");

    /** Reads lines; skips those that are cut off. */
    static List<DecisionLine> parse(List<String> lines) {
        return lines.stream().map(DecisionLine::parse).flatMap(Optional::stream).toList();
    }

    private static Optional<DecisionLine> parse(String line) {
        try {
            JsonObject fields = JsonParser.parseString(line).getAsJsonObject();
            Instant at = Instant.parse(fields.get("at").getAsString());
            return Optional.of(new DecisionLine(
                    TimeUnit.SECONDS.toNanos(at.getEpochSecond()) + at.getNano(),
                    text(fields, "resource"),
                    text(fields, "action"),
                    text(fields, "from"),
                    text(fields, "to"),
                    fields.has("cause") ? cause(fields.getAsJsonObject("cause")) : null,
                    !isSuggested(fields) && !fields.has("suppressedBy"),
                    sentence(fields)));
        } catch (JsonParseException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** Heal writes the kind and then the code of the failure: the kind is the first word. Silence has several names. */
    private static Cause cause(JsonObject fields) {
        String kind = text(fields, "kind");
        return new Cause(
                text(fields, "resource"),
                SILENCE.contains(kind) ? "time-out" : kind.split(" ", 2)[0],
                text(fields, "layer"));
    }

    private static String sentence(JsonObject fields) {
        StringBuilder sentence = new StringBuilder(text(fields, "resource")).append(": ");
        if (isSuggested(fields)) {
            sentence.append("only a suggestion: ");
        } else if (fields.has("suppressedBy")) {
            sentence.append("not done (").append(text(fields, "suppressedBy")).append("): ");
        }
        sentence.append(text(fields, "action")).append(", ");
        sentence.append(text(fields, "from")).append(" to ").append(text(fields, "to"));
        if (fields.has("cause")) {
            JsonObject cause = fields.getAsJsonObject("cause");
            sentence.append(", because of ")
                    .append(text(cause, "kind"))
                    .append(" in ")
                    .append(text(cause, "resource"));
            sentence.append(" (").append(text(cause, "layer")).append(')');
        }
        if (fields.has("evidence")) {
            sentence.append(numbers(fields.getAsJsonObject("evidence")));
        }
        return sentence.toString();
    }

    /** Whole numbers without a fraction; what was not known is left out. */
    private static String numbers(JsonObject evidence) {
        return evidence.entrySet().stream()
                .filter(number -> !number.getValue().isJsonNull())
                .map(number ->
                        number.getKey() + " " + number.getValue().getAsString().replaceFirst("\\.0$", ""))
                .collect(Collectors.joining(", ", evidence.size() == 0 ? "" : "; ", ""));
    }

    /** A contender that knows no modes does what it says. */
    private static boolean isSuggested(JsonObject fields) {
        return fields.has("mode") && !text(fields, "mode").equals("enforce");
    }

    private static String text(JsonObject fields, String name) {
        return fields.get(name).getAsString();
    }
}
