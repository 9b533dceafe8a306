package dev.heal.config.correct;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code ${NAME}} and {@code ${NAME:default}}, resolved once: what they stand for is text. Pure. */
final class Expressions {

    private Expressions() {}

    /**
     * What an expression stands for.
     *
     * @param text a whole value
     * @param variables the value of a name, null if it has none
     * @return the value; null if the text is no expression, or its name has no value and it states no default
     */
    static @Nullable String whole(String text, UnaryOperator<@Nullable String> variables) {
        if (!isWhole(text)) {
            return null;
        }
        String inside = text.substring(2, text.length() - 1);
        int colon = inside.indexOf(':');
        String value = variables.apply(colon < 0 ? inside : inside.substring(0, colon));
        return value != null || colon < 0
                ? value
                : inside.substring(inside.startsWith("-", colon + 1) ? colon + 2 : colon + 1);
    }

    /** Whether a text is one expression from its first character to its last. */
    static boolean isWhole(String text) {
        return text.startsWith("${") && text.indexOf('}') == text.length() - 1 && text.indexOf('{', 2) < 0;
    }
}
