package dev.heal.chaos;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import dev.heal.chaos.AppFault.Cause;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
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
 */
record DecisionLine(
        long at,
        String resource,
        String action,
        String from,
        String to,
        @Nullable Cause cause) {

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
                    fields.has("cause") ? cause(fields.getAsJsonObject("cause")) : null));
        } catch (JsonParseException | IllegalStateException e) {
            return Optional.empty();
        }
    }

    /** Heal writes the kind and then the code of the failure: the kind is the first word. */
    private static Cause cause(JsonObject fields) {
        return new Cause(text(fields, "resource"), text(fields, "kind").split(" ", 2)[0], text(fields, "layer"));
    }

    private static String text(JsonObject fields, String name) {
        return fields.get(name).getAsString();
    }
}
