package dev.heal.chaos.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The catalogue of faults and what the contenders made of it, as Markdown, from the document that {@code chaos --json} prints. */
public final class CataloguePage {

    private final JsonObject document;
    private final StringBuilder out = new StringBuilder(8_192);

    private CataloguePage(JsonObject document) {
        this.document = document;
    }

    /**
     * Renders the page.
     *
     * @param json the document
     * @return the page; the same for the same document
     * @throws JsonParseException if that is not such a document
     */
    public static String of(String json) {
        try {
            return new CataloguePage(JsonParser.parseString(json).getAsJsonObject()).page();
        } catch (IllegalStateException | NullPointerException | UnsupportedOperationException | ClassCastException e) {
            throw new JsonParseException("a member is missing or of another kind: " + e.getMessage(), e);
        }
    }

    private String page() {
        lines("# The fault catalogue", "");
        lines(
                "What was done to real servers, and what became of an application's calls: with Heal, with resilience4j and the");
        lines(
                "clients set up as their documentation says (`documented`), and with the clients as they are (`plain`). Rendered from");
        lines(
                "[numbers/chaos.json](numbers/chaos.json) by `dev.heal.chaos.Catalogue`; do not edit. What the words mean:");
        lines("[chaos](chaos.md).", "");
        origin();
        faults();
        results();
        causes();
        comparisons();
        shortfalls();
        return out.toString();
    }

    private void origin() {
        double scale = document.get("secondsScale").getAsDouble();
        String commit = text(document, "commit");
        lines("## How it was measured", "", "```", text(document, "command"), "```", "");
        lines("Seed " + text(document, "seed") + ", " + text(document, "date") + ", "
                + (commit.isEmpty() ? "commit not stated" : "commit " + commit) + ", " + text(document, "processors")
                + " processors, " + cell(text(document, "jdk")) + ".");
        if (scale < 1) {
            lines(
                    "",
                    "Faults held " + scale
                            + " times as long as they should: goals on times and shares say little here.");
        }
        lines("");
    }

    private void faults() {
        lines("## The faults", "", "Against every fault: " + texts(document.getAsJsonArray("always")) + ".", "");
        lines("| fault | cause | layer | what happens | for | goals besides |", "|---|---|---|---|---|---|");
        for (JsonObject fault : objects("catalogue")) {
            double hold = fault.get("holdMillis").getAsDouble() / 1_000;
            lines(row(
                    code(text(fault, "id")),
                    cell(cause(fault.getAsJsonObject("cause"))),
                    cell(text(fault.getAsJsonObject("cause"), "layer")),
                    cell(text(fault, "happens")),
                    hold == 0 ? "once" : seconds(hold),
                    texts(fault.getAsJsonArray("goals"))));
        }
        lines("");
    }

    private void results() {
        lines("## What became of the calls", "");
        lines("Failed: of no use, which refused, hung and wrong are parts of. Normal: after the cause was gone.", "");
        lines(
                "| fault | contender | healed | failed | of them refused | hung | stale | normal after | lost | doubled | wrong |");
        lines("|---|---|---|---|---|---|---|---|---|---|---|");
        for (JsonObject run : objects("faults")) {
            JsonElement normal = run.get("normalMillis");
            lines(row(
                    code(text(run, "id")),
                    code(text(run, "contender")),
                    run.get("healed").getAsBoolean() ? "yes" : "**no**",
                    text(run, "failed") + " of " + text(run, "calls"),
                    text(run, "refused"),
                    text(run, "hung"),
                    text(run, "stale"),
                    normal.isJsonNull() ? "never" : seconds(normal.getAsDouble() / 1_000),
                    text(run, "lost"),
                    text(run, "duplicated"),
                    text(run, "wrong")));
        }
        lines("");
    }

    private void causes() {
        Confusion confusion = new Confusion(objects("faults").stream()
                .filter(CataloguePage::isJudged)
                .map(run -> new Confusion.Naming(
                        cause(run.getAsJsonObject("injected")),
                        run.get("cause").isJsonNull() ? "" : cause(run.getAsJsonObject("cause"))))
                .toList());
        lines("## The causes that Heal named", "");
        lines(
                "Rows: what was injected, which the application is not told. Columns, by the numbers of the rows: the cause of the first");
        lines(
                "decision about it. " + confusion.right() + " of "
                        + confusion.namings().size() + " were named as they are.",
                "");
        List<String> columns = confusion.columns();
        lines("| | injected | " + columns.stream().map(confusion::number).collect(Collectors.joining(" | ")) + " |");
        lines("|---|---|" + "---|".repeat(columns.size()));
        for (String cause : confusion.causes()) {
            boolean injected = confusion.rows().contains(cause);
            String cells = columns.stream()
                    .map(column -> confusion.count(cause, column))
                    .map(count -> count == 0 ? "" : Long.toString(count))
                    .collect(Collectors.joining(" | "));
            lines(row(confusion.number(cause), cell(cause) + (injected ? "" : " (only named)"), cells));
        }
        lines("");
    }

    private void comparisons() {
        lines("## Where Heal is worse", "", "In calls of no use, in calls that hung or in documents lost:", "");
        String worse = judged("comparisons").stream()
                .map(missed -> "- " + missed.where() + ": " + missed.goals() + "\n")
                .collect(Collectors.joining());
        lines(worse.isEmpty() ? "Nowhere in this run.\n" : worse);
    }

    private void shortfalls() {
        lines("## What does not heal yet", "");
        String missed = judged("goals").stream()
                .map(run -> "- " + run.where() + ": missed " + run.goals() + ". " + run.reason() + "\n")
                .collect(Collectors.joining());
        out.append(missed.isEmpty() ? "Every goal held in this run.\n" : missed);
    }

    /** A run of Heal's and what it missed. */
    private record Missed(String where, String goals, String reason) {}

    private List<Missed> judged(String member) {
        return objects("faults").stream()
                .filter(CataloguePage::isJudged)
                .filter(run -> !missed(run, member).isEmpty())
                .map(run -> new Missed(code(text(run, "id")), missed(run, member), reason(run)))
                .toList();
    }

    private static String missed(JsonObject run, String member) {
        return objects(run.getAsJsonArray(member)).stream()
                .filter(goal -> !goal.get("held").getAsBoolean())
                .map(goal -> "\"" + cell(text(goal, "goal")) + "\" (" + cell(text(goal, "measured")) + ")")
                .collect(Collectors.joining(", "));
    }

    private static String reason(JsonObject run) {
        return run.get("shortfall").isJsonNull() ? "**The reason is not known.**" : cell(text(run, "shortfall"));
    }

    /** Only Heal's causes are judged. */
    private static boolean isJudged(JsonObject run) {
        return !run.get("causeRight").isJsonNull();
    }

    private List<JsonObject> objects(String member) {
        return objects(document.getAsJsonArray(member));
    }

    private static List<JsonObject> objects(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    private static String texts(JsonArray array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(element -> cell(element.getAsString()))
                .collect(Collectors.joining(", "));
    }

    private static String cause(JsonObject cause) {
        return text(cause, "resource") + " " + text(cause, "kind");
    }

    private static String text(JsonObject object, String member) {
        return object.get(member).getAsString();
    }

    private static String seconds(double seconds) {
        String text = String.format(Locale.ROOT, "%.2f", seconds);
        return text.replaceFirst("\\.?0+$", "") + " s";
    }

    private static String code(String text) {
        return "`" + text.replace("`", "'").replace("|", "\\|") + "`";
    }

    /** Text that neither ends a cell nor begins a tag. */
    private static String cell(String text) {
        return text.replaceAll("\\R", " ").replace("|", "\\|").replace("<", "&lt;");
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private void lines(String... lines) {
        for (String line : lines) {
            out.append(line).append('\n');
        }
    }
}
