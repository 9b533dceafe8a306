package dev.heal.scraper.text;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What of a chunk is worth embedding: what it is about, and its sentences. API pages are full of lines that say the same
 * everywhere (labels, supertypes, bare names); they make all chunks alike. Pure and deterministic.
 */
public final class Passage {

    /** What documentation tools put behind a title: {@code Retry (resilience4j-retry 2.4.0 API)}. */
    private static final Pattern SITE_NAME = Pattern.compile("\\s*\\([^()]*\\)$");

    private static final Pattern LABEL = Pattern.compile(
            "(All [A-Z].*|Direct Known Subclasses|(Nested |Enclosing )?(Class|Interface|Record|Enum).{0,12}|Modifier and Type"
                    + "|Description|Since|Returns|Parameters|Type Parameters|Throws|See Also|Specified by|Overrides"
                    + "|(Method|Constructor|Field|Element) (Details?|Summary)):?");

    /** A list of names, or up to three words without a full stop: no sentence. */
    private static final Pattern NAMES =
            Pattern.compile("[\\w.<>\\[\\]]+(, [\\w.<>\\[\\]]+)*|(?!.*\\.$)\\S+( \\S+){0,2}");

    private Passage() {}

    /**
     * The text to embed for a chunk.
     *
     * @param title the page's title
     * @param chunk a piece of the page
     * @return one line of subject, then the sentences; the chunk's whole text if it has none
     */
    public static String of(String title, Chunk chunk) {
        List<String> headings = chunk.headings();
        String subject = SITE_NAME.matcher(title).replaceFirst("")
                + (headings.isEmpty() ? "" : ": " + headings.get(headings.size() - 1));
        String sentences = chunk.text()
                .lines()
                .filter(line ->
                        !LABEL.matcher(line).matches() && !NAMES.matcher(line).matches())
                .collect(Collectors.joining("\n"));
        return subject + "\n" + (sentences.isBlank() ? chunk.text() : sentences);
    }
}
