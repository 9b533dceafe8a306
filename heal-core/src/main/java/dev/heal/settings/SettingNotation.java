package dev.heal.settings;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How values are written in a properties file. Strict: what is not in the notation is refused, never guessed. */
final class SettingNotation {

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,100}");
    /** As many digits as the plain form of a double can have, before and after the point. */
    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,309}(\\.[0-9]{1,345})?");

    private static final Pattern DURATION = Pattern.compile("([0-9]{1,15})(ms|s|m|h|d)");

    /** Beyond this the digits of the milliseconds are more than the notation takes. */
    private static final long MAX_SECONDS = 999_999_999_999L;

    private SettingNotation() {}

    static Object parse(Class<?> type, String text) {
        try {
            if (type == String.class) {
                return text;
            } else if (type == boolean.class || type == Boolean.class) {
                return bool(text);
            } else if (type == int.class || type == Integer.class) {
                return Integer.parseInt(matching(INTEGER, text, "a whole number"));
            } else if (type == long.class || type == Long.class) {
                return Long.parseLong(matching(INTEGER, text, "a whole number"));
            } else if (type == double.class || type == Double.class) {
                return decimal(matching(DECIMAL, text, "a number"));
            } else if (type == Duration.class) {
                return duration(text);
            } else if (type.isEnum()) {
                return constant(type, text);
            }
        } catch (NumberFormatException | ArithmeticException tooBig) {
            throw new IllegalArgumentException("'" + text + "' is too large for " + type.getSimpleName(), tooBig);
        }
        throw new IllegalArgumentException("a setting cannot be of type " + type.getName());
    }

    static String format(Object value) {
        if (value instanceof Duration duration) {
            return format(duration);
        } else if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        } else if (value instanceof Double d && Double.isFinite(d)) {
            // the notation has no exponents; zero is special to BigDecimal
            return d == 0
                    ? (1 / d < 0 ? "-0" : "0")
                    : new BigDecimal(d.toString()).stripTrailingZeros().toPlainString();
        }
        return String.valueOf(value);
    }

    private static boolean bool(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("'" + text + "' is not true or false");
        }
        return text.equals("true");
    }

    private static double decimal(String text) {
        double value = Double.parseDouble(text);
        if (Double.isInfinite(value)) {
            throw new NumberFormatException("beyond the range of double");
        }
        return value;
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (matcher.matches()) {
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "ms" -> Duration.ofMillis(amount);
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                case "h" -> Duration.ofHours(amount);
                default -> Duration.ofDays(amount);
            };
        }
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is not a duration such as 250ms, 5s, 2m, 1h or 7d", e);
        }
    }

    private static Object constant(Class<?> type, String text) {
        String name = text.toUpperCase(Locale.ROOT).replace('-', '_');
        Object[] constants = type.getEnumConstants();
        for (Object constant : constants) {
            if (((Enum<?>) constant).name().equals(name)) {
                return constant;
            }
        }
        String known = String.join(
                ", ", Arrays.stream(constants).map(SettingNotation::format).toList());
        throw new IllegalArgumentException("'" + text + "' is not one of " + known);
    }

    private static String matching(Pattern pattern, String text, String what) {
        if (!pattern.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is not " + what);
        }
        return text;
    }

    private static String format(Duration duration) {
        if (duration.isNegative() || duration.toNanosPart() % 1_000_000 != 0) {
            return duration.toString();
        }
        long seconds = duration.toSeconds();
        if (seconds > MAX_SECONDS) {
            return duration.toString();
        } else if (duration.toMillisPart() != 0) {
            return duration.toMillis() + "ms";
        } else if (seconds == 0) {
            return "0s";
        } else if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        } else if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
