package dev.heal.scraper.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits sections into chunks of bounded size. Immutable, deterministic.
 *
 * <p>Sections shorter than the least size are joined with their neighbours; longer ones than the largest are cut at the end of a
 * paragraph, else of a sentence, else between words, and only inside of a word when it alone is longer than a chunk. Every word of
 * the sections is in exactly one chunk, in order. Only a page whose whole text is shorter gives a chunk below the least size.
 */
public final class Splitter {
    private static final String SENTENCE_ENDS = ".!?:;";
    private static final String WIDE_SENTENCE_ENDS = "。！？";

    private final int min;
    private final int max;

    /**
     * A splitter.
     *
     * @param min least size of a chunk in characters, at least 1
     * @param max largest size, more than twice {@code min}: else a text just too long for one chunk could not be cut into two
     */
    public Splitter(int min, int max) {
        if (min < 1 || max <= 2 * (long) min) {
            throw new IllegalArgumentException("splitter 'min', 'max': must be at least 1 and more than 2 * min, were "
                    + min + " and " + max + " characters; use 200 and 1200");
        }
        this.min = min;
        this.max = max;
    }

    /** Chunks of 200 to 1,200 characters. */
    public static Splitter defaults() {
        return new Splitter(200, 1200);
    }

    List<Chunk> split(List<Section> sections) {
        List<Chunk> chunks = new ArrayList<>();
        for (Group group : groups(sections)) {
            List<String> headings = group.headings(min);
            for (String piece : cut(group.text.toString())) {
                chunks.add(new Chunk(chunks.size(), headings, piece));
            }
        }
        return chunks;
    }

    private List<Group> groups(List<Section> sections) {
        List<Group> groups = new ArrayList<>();
        for (Section section : sections) {
            Group last = groups.isEmpty() ? null : groups.get(groups.size() - 1);
            int length = section.text().length();
            boolean bothFit = last != null && last.text.length() + 1 + length <= max;
            // a heading without text belongs to what follows it, not to what comes before
            boolean tiny = length < min && section.hasBody();
            boolean join = last != null && (last.text.length() < min || (bothFit && tiny));
            if (last == null || !join) {
                last = new Group();
                groups.add(last);
            }
            last.add(section);
        }
        int size = groups.size();
        if (size > 1 && groups.get(size - 1).text.length() < min) {
            groups.get(size - 2).addAll(groups.remove(size - 1));
        }
        return groups;
    }

    private List<String> cut(String text) {
        List<String> pieces = new ArrayList<>();
        String rest = text;
        while (rest.length() > max) {
            int end = endOfPiece(rest);
            pieces.add(rest.substring(0, end));
            // blanks are single, so this drops the one that the cut replaces
            rest = Character.isWhitespace(rest.charAt(end)) ? rest.substring(end + 1) : rest.substring(end);
        }
        pieces.add(rest);
        return pieces;
    }

    /** In [min, max], and leaves at least {@code min} behind it: this is where max > 2 * min is needed. */
    private int endOfPiece(String text) {
        int high = Math.min(max, text.length() - 1 - min);
        int low = Math.max(min, high / 2);
        int sentence = -1;
        int word = -1;
        for (int end = high; end >= min; end--) {
            boolean blank = Character.isWhitespace(text.charAt(end));
            if (end >= low && text.charAt(end) == '\n') {
                return end;
            }
            boolean wide = WIDE_SENTENCE_ENDS.indexOf(text.charAt(end - 1)) >= 0;
            if (sentence < 0 && end >= low && (wide || (blank && SENTENCE_ENDS.indexOf(text.charAt(end - 1)) >= 0))) {
                sentence = end;
            }
            word = word < 0 && blank ? end : word;
        }
        if (sentence > 0) {
            return sentence;
        }
        return word > 0 ? word : Character.isLowSurrogate(text.charAt(high)) && high > min ? high - 1 : high;
    }

    /** Neighbours that make one text. */
    private static final class Group {
        private final StringBuilder text = new StringBuilder();
        private final List<Section> sections = new ArrayList<>();

        void add(Section section) {
            text.append(text.length() == 0 ? "" : "\n").append(section.text());
            sections.add(section);
        }

        void addAll(Group other) {
            other.sections.forEach(this::add);
        }

        /** What the paths have in common; lone headings, and a few words before the first heading, do not count. */
        List<String> headings(int min) {
            List<List<String>> paths = new ArrayList<>();
            for (Section section : sections) {
                boolean counts = !section.headings().isEmpty() || section.text().length() >= min;
                if (counts && section.hasBody()) {
                    paths.add(section.headings());
                }
            }
            return paths.isEmpty()
                    ? sections.get(sections.size() - 1).headings()
                    : paths.stream().reduce(paths.get(0), Group::commonStart);
        }

        private static List<String> commonStart(List<String> a, List<String> b) {
            int length = 0;
            while (length < a.size() && length < b.size() && a.get(length).equals(b.get(length))) {
                length++;
            }
            return a.subList(0, length);
        }
    }
}
