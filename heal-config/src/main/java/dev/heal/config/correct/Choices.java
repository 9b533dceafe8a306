package dev.heal.config.correct;

import dev.heal.config.schema.Key;
import dev.heal.config.schema.ValueType;
import java.util.List;

/** Reads one of several words. The rule V5. Pure. */
final class Choices {

    private Choices() {}

    static Reading strict(Key key, String text) {
        if (key.words().contains(text)) {
            return Reading.valid(text);
        }
        List<String> same = key.type() == ValueType.CONSTANT ? same(key, text) : List.of();
        return same.size() == 1 ? Reading.valid(same.get(0)) : refused(key);
    }

    static Reading loose(Key key, String text) {
        List<String> same = same(key, text);
        if (same.size() == 1) {
            return Reading.spelled("V5", same.get(0), "is the same word in another case or with other separators");
        }
        String word = Words.folded(text);
        List<String> near = key.words().stream()
                .filter(meant -> !Words.folded(meant).startsWith(word) && Slips.isSlip(word, Words.folded(meant)))
                .toList();
        boolean real = RealWords.contains(word);
        return near.size() == 1 && !real
                ? Reading.guessed("V5", near.get(0), "is a slip in '" + near.get(0) + "'")
                : refused(key);
    }

    private static List<String> same(Key key, String text) {
        String word = Words.folded(text);
        return key.words().stream().filter(w -> Words.folded(w).equals(word)).toList();
    }

    private static Reading refused(Key key) {
        return Reading.refused("V9", "must be " + Kinds.described(key));
    }
}
