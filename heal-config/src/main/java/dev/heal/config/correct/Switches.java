package dev.heal.config.correct;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reads switches. Pure. */
final class Switches {

    /** The words that SmallRye Config takes for true. */
    private static final Set<String> TRUE = Set.of("true", "1", "yes", "y", "on", "ja", "j", "si", "sim", "oui");

    private static final Set<String> FALSE = Set.of("false", "0", "no", "n", "off", "nein", "n\u00e3o", "non");
    private static final Set<String> ENABLED = Set.of("enabled", "enable");
    private static final Set<String> DISABLED = Set.of("disabled", "disable");

    private Switches() {}

    static Reading strict(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        return TRUE.contains(word)
                ? Reading.valid("true")
                : FALSE.contains(word) ? Reading.valid("false") : Reading.refused("V9", "must be true or false");
    }

    static Reading loose(String text) {
        String word = text.toLowerCase(Locale.ROOT);
        if (ENABLED.contains(word)) {
            return Reading.spelled("V2", "true", "means true");
        } else if (DISABLED.contains(word)) {
            return Reading.spelled("V2", "false", "means false");
        }
        List<String> near = List.of("true", "false").stream()
                .filter(meant -> !meant.startsWith(word) && Slips.isSlip(word, meant))
                .toList();
        return near.size() == 1
                ? Reading.guessed("V5", near.get(0), "is a slip in '" + near.get(0) + "'")
                : Reading.refused("V9", "must be true or false");
    }
}
