package dev.heal.config.correct;

import dev.heal.config.file.LogicalLine;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A key and a value as a file states them, in whatever syntax.
 *
 * @param line where they stand
 * @param key the key as it is written, or as its place in another syntax gives it
 * @param value the value
 * @param shape what is unusual about the syntax, or null; a step that is no correction leaves the entry without effect
 */
record Entry(
        LogicalLine line,
        String key,
        String value,
        @Nullable Step shape) {

    private static final Pattern LOST = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\[^\\\\tnrfu:=#! \"]");

    static Entry of(LogicalLine line) {
        return new Entry(line, line.key(), line.value(), null);
    }

    static Entry without(LogicalLine line, String key, Action action, String rule, String why) {
        return new Entry(line, key, "", Step.ofKey(action, rule, why, false));
    }

    /** The same in the syntax of another format. */
    Entry reshaped(String otherKey, String otherValue, String why) {
        return new Entry(line, otherKey, otherValue, Step.ofKey(Action.CORRECT, "S2", why, true));
    }

    Entry refused(String why) {
        return new Entry(line, key, value, Step.ofKey(Action.REFUSE, "S2", why, false));
    }

    /** Whether a single backslash stands in it that the meaning of properties files drops. */
    boolean lostBackslash() {
        List<String> parts = line.parts();
        return parts.size() == 1
                && parts.get(0).indexOf('\\') >= 0
                && LOST.matcher(parts.get(0)).find();
    }
}
