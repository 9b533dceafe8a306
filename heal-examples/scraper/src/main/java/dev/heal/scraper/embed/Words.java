package dev.heal.scraper.embed;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Terms of an API text: words in lower case, and identifiers both whole and in parts, so that {@code RetryConfig.ofDefaults} is
 * found by {@code retryconfig}, {@code retry} and {@code default}. Stop words are left out and plurals are cut.
 */
final class Words {
    private static final int SHORTEST_STEMMED = 4;
    /** Classes, boxes, hashes and matches, but not caches. */
    private static final Pattern ES_PLURAL = Pattern.compile("(ss|x|sh|[tnr]ch)es$");

    private static final Set<String> STOP = Set.of(
            "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "has", "have", "how",
            "i", "if", "in", "into", "is", "it", "its", "my", "no", "not", "of", "on", "or", "so", "such", "than",
            "that", "the", "their", "then", "there", "these", "they", "this", "to", "was", "were", "what", "when",
            "where", "which", "who", "why", "will", "with", "you", "your");

    private Words() {}

    /** In order of the text, with repeats. */
    static List<String> terms(String text) {
        List<String> terms = new ArrayList<>();
        int start = -1;
        for (int i = 0; i <= text.length(); i++) {
            boolean inside = i < text.length() && Character.isLetterOrDigit(text.charAt(i));
            if (inside && start < 0) {
                start = i;
            } else if (!inside && start >= 0) {
                addIdentifier(text.substring(start, i), terms);
                start = -1;
            }
        }
        return terms;
    }

    private static void addIdentifier(String word, List<String> terms) {
        add(word, terms);
        int start = 0;
        for (int i = 1; i < word.length(); i++) {
            if (isSeam(word, i)) {
                add(word.substring(start, i), terms);
                start = i;
            }
        }
        if (start > 0) {
            add(word.substring(start), terms);
        }
    }

    /** Between "retry" and "Config", and between "HTTP" and "Client". */
    private static boolean isSeam(String word, int i) {
        boolean upper = Character.isUpperCase(word.charAt(i));
        boolean afterLower = !Character.isUpperCase(word.charAt(i - 1));
        boolean beforeLower = i + 1 < word.length() && Character.isLowerCase(word.charAt(i + 1));
        return upper && (afterLower || beforeLower);
    }

    private static void add(String word, List<String> terms) {
        String term = stem(word.toLowerCase(Locale.ROOT));
        if (!STOP.contains(term)) {
            terms.add(term);
        }
    }

    /** Cuts plurals and nothing else: retries, retry; classes, class; pools, pool. */
    private static String stem(String word) {
        if (word.length() < SHORTEST_STEMMED || !word.endsWith("s")) {
            return word;
        }
        if (word.endsWith("ies")) {
            return word.substring(0, word.length() - 3) + "y";
        }
        if (ES_PLURAL.matcher(word).find()) {
            return word.substring(0, word.length() - 2);
        }
        return word.endsWith("ss") || word.endsWith("us") || word.endsWith("is")
                ? word
                : word.substring(0, word.length() - 1);
    }
}
