package dev.heal.config.correct;

import dev.heal.config.file.LogicalLine;
import dev.heal.config.file.PhysicalLine;
import dev.heal.config.file.SourceFile;
import dev.heal.config.schema.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a file as entries, those in the syntax of other formats too. The rules S2 and S3. Confined to one thread. */
final class Shapes {

    private static final Pattern MERGE = Pattern.compile("(?:<{7}|>{7}|\\|{7})(?: .*)?");

    private final KeyMatcher matcher;
    private final SingleLines single;
    private final Blocks blocks;
    private final List<Entry> entries = new ArrayList<>();

    private Shapes(KeyMatcher matcher) {
        this.matcher = matcher;
        this.single = new SingleLines(matcher);
        this.blocks = new Blocks(matcher.names());
    }

    static List<Entry> entries(SourceFile file, KeyMatcher matcher) {
        return new Shapes(matcher).run(file);
    }

    /** The first line that a merge left behind, or 0. */
    static int mergeMark(SourceFile file) {
        List<PhysicalLine> lines = file.physical();
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).text();
            if (!text.isEmpty()
                    && "<>|".indexOf(text.charAt(0)) >= 0
                    && MERGE.matcher(text).matches()) {
                return i + 1;
            }
        }
        return 0;
    }

    private List<Entry> run(SourceFile file) {
        List<LogicalLine> lines = file.logical();
        for (int i = 0; i < lines.size(); i++) {
            LogicalLine next = i + 1 < lines.size() ? lines.get(i + 1) : null;
            add(lines.get(i), next);
        }
        return entries;
    }

    private void add(LogicalLine line, @Nullable LogicalLine next) {
        if (line.fault() != LogicalLine.Fault.NONE) {
            unreadable(line);
            return;
        }
        if (blocks.areClosed() && !line.value().isEmpty() && matcher.names().isPlainlyForeign(line.key())) {
            return;
        }
        Match match = matcher.match(line.key());
        boolean known = match.key() != null && match.steps().stream().noneMatch(Step::guessed);
        if (known && line.parts().size() > 1 && swallowed(line, match.key())) {
            return;
        } else if (known) {
            blocks.end(line);
            Entry entry = Entry.of(line);
            Key key = match.key();
            entries.add(
                    key != null && isCut(key, line, next) ? entry.refused("seems to go on in the next line") : entry);
            return;
        }
        List<Entry> ofBlock = blocks.take(line, next);
        if (ofBlock != null) {
            entries.addAll(ofBlock);
            return;
        }
        Entry other = single.read(line);
        if (other != null) {
            entries.add(other);
        } else {
            entries.add(Entry.of(line));
        }
    }

    private void unreadable(LogicalLine line) {
        String text = LookAlikes.latin(line.text());
        String raw = text.substring(
                        0, Math.min(text.length(), Math.max(0, line.span().keyEnd() - 1)))
                .strip();
        boolean ours = matcher.names().isOurs(raw);
        String why = line.fault() == LogicalLine.Fault.ESCAPE
                ? "has a \\u that is not followed by four hex digits; it is left out. Write \\\\ for a backslash"
                : "is not UTF-8; it is left out. Save the file in UTF-8";
        entries.add(Entry.without(line, ours ? raw : "", ours ? Action.REFUSE : Action.WARN, "S3", why));
    }

    /** A backslash at the end of a line joined the next one, which is an entry of its own. */
    private boolean swallowed(LogicalLine line, @Nullable Key first) {
        List<LogicalLine> own = new ArrayList<>();
        StringBuilder pieces = new StringBuilder(withoutEnd(line.parts().get(0)));
        for (String part : line.parts().subList(1, line.parts().size())) {
            List<LogicalLine> read = SourceFile.read("", withoutEnd(part)).logical();
            boolean entry = read.size() == 1
                    && read.get(0).hasSeparator()
                    && matcher.names().schema().key(read.get(0).key()) != null;
            if (entry) {
                own.add(read.get(0));
            } else {
                pieces.append(part.strip());
            }
        }
        if (own.isEmpty() || first == null) {
            return false;
        }
        String why = "has a backslash at its end, which joined the next line to it";
        List<LogicalLine> head = SourceFile.read("", pieces.toString()).logical();
        boolean plain = head.size() == 1 && !first.never() && !first.type().isText();
        entries.add(
                plain
                        ? Entry.of(line).reshaped(line.key(), head.get(0).value(), why)
                        : Entry.of(line).refused(why));
        for (LogicalLine joined : own) {
            Key key = matcher.names().schema().key(joined.key());
            Entry entry = new Entry(line, joined.key(), joined.value(), null);
            boolean safe = plain && key != null && !key.never();
            entries.add(safe ? entry.reshaped(joined.key(), joined.value(), why) : entry.refused(why));
        }
        return true;
    }

    private static String withoutEnd(String part) {
        return part.endsWith("\\") ? part.substring(0, part.length() - 1) : part;
    }

    /** An address that ends in a mark, before a line that is no entry by itself: the rest of it. */
    private boolean isCut(Key key, LogicalLine line, @Nullable LogicalLine next) {
        if (!key.type().isAddress() || next == null || line.value().isEmpty()) {
            return false;
        }
        char last = line.value().charAt(line.value().length() - 1);
        boolean entry =
                next.hasSeparator() && next.key().indexOf('.') > 0 && next.key().indexOf('?') < 0;
        return ",/?&=:;".indexOf(last) >= 0
                && next.number() == line.number() + line.parts().size()
                && !entry
                && !matcher.names().isOurs(next.key());
    }
}
