package dev.heal.config.correct;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers as people write them, where they can be read in one way only. Pure. */
final class SpelledNumber {

    private static final int LONGEST = 40;
    private static final Pattern PLAIN = Pattern.compile("[+-]?(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)");
    private static final Pattern EXPONENT = Pattern.compile("[+-]?[0-9]+(?:\\.[0-9]+)?[eE][+-]?[0-9]{1,2}");
    private static final Pattern UNDERSCORES = Pattern.compile("[+-]?[0-9]+(?:_[0-9]+)+(?:\\.[0-9]+)?");
    private static final Pattern COMMA_GROUPS = Pattern.compile("[+-]?[1-9][0-9]{0,2}(?:,[0-9]{3})+");
    private static final Pattern QUOTE_GROUPS = Pattern.compile("[+-]?[1-9][0-9]{0,2}(?:['\u2019][0-9]{3})+");
    private static final Pattern DOT_GROUPS = Pattern.compile("[+-]?[1-9][0-9]{0,2}(?:\\.[0-9]{3})+");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?(?:0,[0-9]+|[0-9]+,(?:[0-9]{1,2}|[0-9]{4,}))");

    private SpelledNumber() {}

    /**
     * The number that a text stands for.
     *
     * @param text without anything round it
     * @param whole whether only whole numbers make sense, so that a comma between groups is no decimal comma
     * @return the number, or null if it is none or can be read in several ways
     */
    static @Nullable BigDecimal read(String text, boolean whole) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return null;
        } else if (whole && DOT_GROUPS.matcher(text).matches()) {
            return null;
        } else if (PLAIN.matcher(text).matches() || EXPONENT.matcher(text).matches()) {
            return new BigDecimal(text);
        } else if (UNDERSCORES.matcher(text).matches()) {
            return new BigDecimal(text.replace("_", ""));
        } else if (QUOTE_GROUPS.matcher(text).matches()) {
            return new BigDecimal(text.replaceAll("['\u2019]", ""));
        } else if (COMMA_GROUPS.matcher(text).matches() && (whole || text.indexOf(',') != text.lastIndexOf(','))) {
            return new BigDecimal(text.replace(",", ""));
        } else if (!whole && DECIMAL_COMMA.matcher(text).matches()) {
            return new BigDecimal(text.replace(',', '.'));
        }
        return null;
    }
}
