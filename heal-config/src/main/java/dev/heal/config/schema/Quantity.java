package dev.heal.config.schema;

import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Quantities as they are written strictly, and their smallest units: milliseconds and bytes. Pure. */
public final class Quantity {

    private static final Pattern WITH_UNIT = Pattern.compile("([0-9]{1,18})(ms|s|m|h|d|B|KB|MB|GB|TB)");
    private static final Pattern ISO = Pattern.compile(
            "P(?:([0-9]{1,9})D)?(?:T(?:([0-9]{1,12})H)?(?:([0-9]{1,12})M)?(?:([0-9]{1,15}(?:\\.[0-9]{1,9})?)S)?)?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern WHOLE = Pattern.compile("[+-]?[0-9]{1,40}");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:[0-9]{1,40}\\.?[0-9]{0,40}|\\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,2})?");

    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);
    private static final Map<String, Long> BYTES =
            Map.of("B", 1L, "KB", 1L << 10, "MB", 1L << 20, "GB", 1L << 30, "TB", 1L << 40);

    private Quantity() {}

    /**
     * Reads a value in the strict notation of a type.
     *
     * @param type a type of quantities
     * @param text what is written
     * @return the value in the smallest unit, or null if it is not in the notation
     */
    public static @Nullable BigDecimal strict(ValueType type, String text) {
        return switch (type) {
            case INT, PORT -> WHOLE.matcher(text).matches() ? new BigDecimal(text) : null;
            case PERCENT, RATIO, DECIMAL -> NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
            case DURATION -> duration(text);
            case SIZE -> withUnit(text, BYTES);
            default -> null;
        };
    }

    /**
     * How many of the smallest unit one of another unit is.
     *
     * @param type {@link ValueType#DURATION} or {@link ValueType#SIZE}
     * @param unit its short name, such as {@code s} or {@code MB}
     * @return milliseconds or bytes, or null if the type has no such unit
     */
    public static @Nullable BigDecimal unit(ValueType type, String unit) {
        Long factor = type == ValueType.DURATION ? MILLIS.get(unit) : type == ValueType.SIZE ? BYTES.get(unit) : null;
        return factor == null ? null : BigDecimal.valueOf(factor);
    }

    /**
     * Writes a value in the one form that has no two spellings.
     *
     * @param type a type of quantities
     * @param value in the smallest unit
     * @return such as {@code 1500ms}, {@code 4096B} or {@code 0.5}
     */
    public static String canonical(ValueType type, BigDecimal value) {
        String plain = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        return switch (type) {
            case DURATION -> plain + "ms";
            case SIZE -> plain + "B";
            default -> plain;
        };
    }

    static BigDecimal bound(ValueType type, String text) {
        BigDecimal value = strict(type, text);
        if (value == null) {
            throw new IllegalArgumentException("'" + text + "' is no " + type);
        }
        return value;
    }

    private static @Nullable BigDecimal duration(String text) {
        BigDecimal simple = withUnit(text, MILLIS);
        if (simple != null) {
            return simple;
        }
        Matcher iso = ISO.matcher(text);
        if (!iso.matches() || "pPtT".indexOf(text.charAt(text.length() - 1)) >= 0) {
            return null;
        }
        BigDecimal sum = BigDecimal.ZERO;
        String[] units = {"d", "h", "m", "s"};
        boolean any = false;
        for (int i = 0; i < units.length; i++) {
            String amount = iso.group(i + 1);
            if (amount != null) {
                any = true;
                sum = sum.add(new BigDecimal(amount).multiply(BigDecimal.valueOf(millis(units[i]))));
            }
        }
        return any && sum.stripTrailingZeros().scale() <= 0 ? sum : null;
    }

    private static long millis(String unit) {
        return MILLIS.getOrDefault(unit, 0L);
    }

    private static @Nullable BigDecimal withUnit(String text, Map<String, Long> units) {
        Matcher matcher = WITH_UNIT.matcher(text);
        if (!matcher.matches()) {
            return null;
        }
        Long factor = units.get(matcher.group(2));
        return factor == null ? null : new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(factor));
    }
}
