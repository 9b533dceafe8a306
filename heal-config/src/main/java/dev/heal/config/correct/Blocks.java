package dev.heal.config.correct;

import dev.heal.config.file.LogicalLine;
import dev.heal.config.schema.Key;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Blocks of other formats: YAML, where indentation says what belongs together, and TOML or INI, where a line in brackets
 * does. The rule S2. Confined to one thread.
 */
final class Blocks {

    private static final Pattern HEADER = Pattern.compile("\\[\\s*([^\\[\\]]+?)\\s*](?:\\s*[#;].*)?");
    private static final String WHY = "stands in a block of another format, which names one known key";

    private record Level(int column, String path) {}

    private final KeyNames names;
    private final Deque<Level> levels = new ArrayDeque<>();
    private String section = "";

    Blocks(KeyNames names) {
        this.names = names;
    }

    /** Whether no block is open that a line could belong to. */
    boolean areClosed() {
        return levels.isEmpty() && section.isEmpty();
    }

    /** An entry in the usual syntax, which belongs to no indented block unless it is indented. */
    void end(LogicalLine line) {
        leave(line.span().keyColumn());
    }

    /** The entries of a line of a block; null if it belongs to none. */
    @Nullable
    List<Entry> take(LogicalLine line, @Nullable LogicalLine next) {
        String text = Noise.plainlyStripped(line.text());
        Matcher header = HEADER.matcher(text);
        if (header.matches()) {
            levels.clear();
            section = names.isSectionName(header.group(1)) ? header.group(1) : "";
            return section.isEmpty() ? null : List.of();
        }
        leave(line.span().keyColumn());
        if (text.equals("---") || text.equals("...")) {
            return List.of();
        } else if (!section.isEmpty()) {
            return inSection(line);
        }
        return indented(line, next, text);
    }

    private @Nullable List<Entry> indented(LogicalLine line, @Nullable LogicalLine next, String text) {
        Level above = levels.peek();
        String path = above == null ? line.key() : above.path() + "." + line.key();
        boolean opens = line.value().isEmpty() && text.endsWith(":");
        if (opens && next != null && next.span().keyColumn() > line.span().keyColumn()) {
            levels.push(new Level(line.span().keyColumn(), path));
            return next.text().strip().startsWith("-") && names.schema().key(path) != null
                    ? List.of(new Entry(line, path, "", null).refused("has a list of another format as its value"))
                    : List.of();
        } else if (above == null) {
            return flow(line);
        } else if (text.startsWith("-")) {
            return List.of();
        }
        return names.isOurs(path) ? List.of(reshaped(line, path)) : null;
    }

    private @Nullable List<Entry> flow(LogicalLine line) {
        return line.value().startsWith("{") && names.isSectionName(line.key())
                ? List.of(Entry.of(line).refused("has a block of another format as its value"))
                : null;
    }

    private @Nullable List<Entry> inSection(LogicalLine line) {
        String path = section + "." + line.key();
        return names.folded(path).isEmpty() && names.oneSlipAway(Words.of(path)).isEmpty()
                ? null
                : List.of(reshaped(line, path));
    }

    private Entry reshaped(LogicalLine line, String path) {
        List<KeyNames.Name> same = names.folded(path);
        Key key = same.isEmpty() ? null : same.get(0).key();
        Entry entry = Entry.of(line).reshaped(path, line.value(), WHY);
        return key != null && key.never() ? entry.refused(WHY + ", and one that is never guessed") : entry;
    }

    private void leave(int column) {
        while (!levels.isEmpty() && levels.peek().column() >= column) {
            levels.pop();
        }
    }
}
