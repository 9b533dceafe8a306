package dev.heal.config.correct;

import dev.heal.config.schema.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads free text, secrets, paths and class names, none of which is ever changed. Pure. */
final class Texts {

    private static final Pattern MOJIBAKE = Pattern.compile("[\u00C2-\u00C5\u00E2][\u0080-\u00BF\u20AC\u201A-\u203A]");
    private static final Pattern CLASS_NAME =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(?:\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");

    private Texts() {}

    static Reading read(Asked asked) {
        Key key = asked.key();
        String text = asked.text();
        if (text.isEmpty() && key.never()) {
            return Reading.refused("N1", "must have a value");
        } else if ((key.isSecret() || !key.never()) ? Placeholders.isCertain(text) : Placeholders.isOne(text)) {
            return Reading.refused("P1", "is a placeholder that was not filled in");
        } else if (text.indexOf('\uFFFD') >= 0 || (key.never() && hasControl(text))) {
            return Reading.refused("S3", "has characters that could not be read or are none of a text");
        } else if (!key.never()) {
            return Reading.valid(text);
        } else if (MOJIBAKE.matcher(text).find()) {
            return Reading.warned("S3", text, "looks like text in another encoding; it is used as it is");
        } else if (!Words.withoutInvisible(Words.stripped(text)).equals(text) || isQuoted(text)) {
            return Reading.warned("N5", text, "has blanks, quotes or marks round it; they are taken as part of it");
        } else if (asked.lostBackslash()) {
            return Reading.warned("N5", text, "has a single backslash, which a properties file drops; write two");
        }
        return Reading.valid(text);
    }

    static Reading path(Asked asked) {
        String text = Noise.plainlyStripped(asked.text());
        if (text.isEmpty()) {
            return Reading.warned("S2", null, "has no value, so it is as if it were not there");
        } else if (Placeholders.isOne(text)) {
            return Reading.refused("P1", "is a placeholder that was not filled in");
        } else if (asked.lostBackslash() || hasControl(text) || text.indexOf('\uFFFD') >= 0) {
            return Reading.refused(
                    "S3", "has a single backslash or a control character; write two backslashes for one");
        } else if (!Words.withoutInvisible(Words.stripped(text)).equals(text) || isQuoted(text)) {
            return Reading.refused("N1", "has quotes or marks round it, and a place of data is never guessed");
        }
        return Reading.valid(text);
    }

    static Reading classes(Asked asked) {
        if (Placeholders.isOne(asked.text())) {
            return Reading.refused("P1", "is a placeholder that was not filled in");
        }
        List<String> names = new ArrayList<>();
        for (String item : asked.text().split(",", -1)) {
            String name = Noise.plainlyStripped(item);
            if (!CLASS_NAME.matcher(name).matches() || name.endsWith(".class")) {
                return Reading.refused("N1", "must be names of classes, a comma between two: they are never guessed");
            }
            names.add(name);
        }
        return Reading.valid(String.join(",", names));
    }

    static boolean isQuoted(String text) {
        return text.length() > 1
                && ("\"'`\u201C\u2018".indexOf(text.charAt(0)) >= 0
                        || "\"'`\u201D\u2019".indexOf(text.charAt(text.length() - 1)) >= 0);
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(Character::isISOControl);
    }
}
