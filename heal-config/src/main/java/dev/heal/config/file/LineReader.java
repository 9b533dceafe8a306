package dev.heal.config.file;

import java.util.ArrayList;
import java.util.List;

/**
 * Joins physical lines to logical ones, by the rules of {@link java.util.Properties}: leading blanks do not count, an odd
 * number of backslashes at the end joins the next line, and comments are never joined. A line that becomes empty by joining
 * is as good as none, so that a comment may follow it.
 */
final class LineReader {

    private final List<PhysicalLine> lines;
    private final List<LogicalLine> found = new ArrayList<>();
    private final List<Integer> taken = new ArrayList<>();
    private final StringBuilder joined = new StringBuilder();
    private int firstLength;

    private LineReader(List<PhysicalLine> lines) {
        this.lines = lines;
    }

    static List<LogicalLine> read(List<PhysicalLine> lines) {
        return new LineReader(lines).run();
    }

    private List<LogicalLine> run() {
        for (int i = 0; i < lines.size(); i++) {
            String text = lines.get(i).text();
            int start = afterBlanks(text, 0);
            boolean fresh = joined.length() == 0;
            if (fresh && (start == text.length() || text.charAt(start) == '#' || text.charAt(start) == '!')) {
                continue;
            }
            if (fresh) {
                taken.clear();
            }
            taken.add(i);
            boolean continued = endsOpen(text, start);
            joined.append(text, start, continued ? text.length() - 1 : text.length());
            if (fresh) {
                firstLength = joined.length();
            }
            if (!continued || isLast(i)) {
                end();
            }
        }
        if (joined.length() > 0) {
            end();
        }
        return found;
    }

    /** Whether nothing follows, so that the backslash joins nothing. A carriage return with a line feed counts as two ends. */
    private boolean isLast(int index) {
        boolean end = index == lines.size() - 2
                && lines.get(index + 1).text().isEmpty()
                && !lines.get(index).end().equals("\r\n");
        return index == lines.size() - 1 || end;
    }

    /** Blank, tab and form feed; nothing else is white space in a properties file. */
    static int afterBlanks(CharSequence text, int from) {
        int i = from;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t' || text.charAt(i) == '\f')) {
            i++;
        }
        return i;
    }

    private static boolean endsOpen(String text, int start) {
        int i = text.length();
        while (i > start && text.charAt(i - 1) == '\\') {
            i--;
        }
        return (text.length() - i) % 2 == 1;
    }

    private void end() {
        int first = taken.get(0);
        List<String> parts = new ArrayList<>(taken.size());
        boolean isText = true;
        for (int i : taken) {
            parts.add(lines.get(i).text());
            isText &= lines.get(i).isText();
        }
        int column = afterBlanks(parts.get(0), 0) + 1;
        found.add(new LineSplit(joined.toString(), firstLength, column).line(first + 1, parts, isText));
        joined.setLength(0);
        taken.clear();
    }
}
