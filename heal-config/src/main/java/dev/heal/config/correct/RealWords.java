package dev.heal.config.correct;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Common English words: whoever writes one of them may mean it, so it is no slip. Loaded at the first question, once.
 * Immutable.
 */
final class RealWords {

    private static final String RESOURCE = "words.txt";

    private RealWords() {}

    static boolean contains(String word) {
        return Arrays.binarySearch(Loaded.WORDS, word) >= 0;
    }

    /** Loaded by the class loader, so that files without unknown keys do not pay for it. */
    private static final class Loaded {

        static final String[] WORDS = read();

        private static String[] read() {
            InputStream resource = RealWords.class.getResourceAsStream(RESOURCE);
            if (resource == null) {
                throw new IllegalStateException("configuration: the word list " + RESOURCE + " must be in the jar");
            }
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(resource, StandardCharsets.US_ASCII))) {
                List<String> words =
                        lines.lines().filter(line -> !line.startsWith("#")).toList();
                String[] sorted = words.toArray(new String[0]);
                Arrays.sort(sorted);
                return sorted;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
