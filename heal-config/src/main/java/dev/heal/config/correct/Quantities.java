package dev.heal.config.correct;

import dev.heal.config.schema.Key;
import dev.heal.config.schema.Quantity;
import dev.heal.config.schema.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads numbers, durations and sizes. The rules V2 to V4. Pure. */
final class Quantities {

    private static final Pattern ISO_WITHOUT_P = Pattern.compile("[tT](?:[0-9]+[hHmMsS])+");
    private static final Pattern PART = Pattern.compile("\\G(?:\\s*(?:,|and)?\\s*)?([0-9][0-9.,_']*)\\s*([A-Za-z]+)");
    private static final Pattern AMOUNT = Pattern.compile("([+-]?[0-9.,_'\u2019]+)\\s*([A-Za-z%][A-Za-z ]*)");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final List<String> TIMES = List.of("ms", "s", "m", "h", "d");
    private static final List<String> SIZES = List.of("B", "KB", "MB", "GB", "TB");

    private Quantities() {}

    static Reading strict(Key key, String text) {
        BigDecimal value = Quantity.strict(key.type(), text);
        boolean spelled = value != null && key.range().whole() && text.indexOf('.') >= 0;
        return value != null && !spelled && key.range().contains(value)
                ? Reading.valid(Quantity.canonical(key.type(), value))
                : refused(key);
    }

    static Reading loose(Asked asked) {
        Key key = asked.key();
        BigDecimal strict = Quantity.strict(key.type(), asked.text());
        return switch (key.type()) {
            case DURATION, SIZE -> strict != null ? Bounds.check(key, strict, null) : withUnits(asked);
            case PERCENT, RATIO -> Shares.read(key, asked.text());
            default -> number(key, asked.text());
        };
    }

    private static Reading number(Key key, String text) {
        String plain = text.endsWith("L") && key.range().whole() ? text.substring(0, text.length() - 1) : text;
        Matcher amount = AMOUNT.matcher(plain);
        if (amount.matches() && Units.isThing(Words.stripped(amount.group(2)))) {
            plain = amount.group(1);
        }
        BigDecimal value = SpelledNumber.read(plain, key.range().whole());
        if (value == null) {
            return refused(key);
        }
        boolean asIs = Quantity.strict(key.type(), text) != null;
        return Bounds.check(key, value, asIs ? null : "is another spelling of the number");
    }

    private static Reading withUnits(Asked asked) {
        Key key = asked.key();
        BigDecimal bare = SpelledNumber.read(asked.text(), false);
        if (bare != null) {
            return bare(asked, bare);
        }
        if (asked.text().startsWith("-")) {
            return Bounds.refused(key);
        }
        BigDecimal value = ISO_WITHOUT_P.matcher(asked.text()).matches()
                ? Quantity.strict(key.type(), "P" + asked.text())
                : sum(key.type(), asked.text());
        return value == null ? refused(key) : Bounds.check(key, value, "is another spelling of the quantity");
    }

    /** The sum of amounts with units that become smaller from left to right: {@code 1h 30m}. Null if there is none. */
    private static @Nullable BigDecimal sum(ValueType type, String text) {
        Matcher part = PART.matcher(text);
        BigDecimal sum = BigDecimal.ZERO;
        BigDecimal last = null;
        int end = 0;
        while (part.find()) {
            BigDecimal amount = SpelledNumber.read(amount(part.group(1)), false);
            BigDecimal factor = Units.factor(type, part.group(2));
            boolean smaller = factor != null && (last == null || factor.compareTo(last) < 0);
            if (amount == null || factor == null || !smaller || ambiguous(part.group(1))) {
                return null;
            }
            sum = sum.add(amount.multiply(factor));
            last = factor;
            end = part.end();
        }
        return end == text.length() && last != null && sum.stripTrailingZeros().scale() <= 0 ? sum : null;
    }

    private static String amount(String digits) {
        return digits.endsWith(",") ? digits.substring(0, digits.length() - 1) : digits;
    }

    /** Three digits after a point or comma may be a group of thousands. */
    private static boolean ambiguous(String digits) {
        return digits.matches("[1-9][0-9]{0,2}[.,][0-9]{3}");
    }

    private static Reading bare(Asked asked, BigDecimal number) {
        Key key = asked.key();
        String unit = asked.unit().isEmpty() ? key.range().unit() : asked.unit();
        BigDecimal factor = Quantity.unit(key.type(), unit);
        BigDecimal declared = factor == null ? null : number.multiply(factor);
        if (declared != null && isWhole(declared) && key.range().contains(declared)) {
            String value = Quantity.canonical(key.type(), declared);
            return asked.unit().isEmpty()
                    ? Reading.warned("V3", value, "has no unit; it is taken in " + unit)
                    : Reading.spelled("K1", value, "is in " + unit + ", which the written name declares");
        } else if (number.signum() <= 0 || ambiguous(asked.text())) {
            return Bounds.refused(key);
        } else if (!asked.unit().isEmpty()) {
            return declared == null || !isWhole(declared)
                    ? refused(key)
                    : Bounds.check(key, declared, "is in " + unit + ", which the written name declares");
        }
        return onlyScale(key, number);
    }

    private static Reading onlyScale(Key key, BigDecimal number) {
        List<BigDecimal> readings = new ArrayList<>();
        for (String unit : key.type() == ValueType.SIZE ? SIZES : TIMES) {
            BigDecimal factor = Quantity.unit(key.type(), unit);
            BigDecimal value = factor == null ? null : number.multiply(factor);
            if (value != null && isWhole(value) && key.range().contains(value)) {
                readings.add(value);
            }
        }
        boolean bounded = key.range().min() != null && key.range().max() != null;
        return readings.size() == 1 && bounded
                ? Reading.guessed(
                        "V4",
                        Quantity.canonical(key.type(), readings.get(0)),
                        "has no unit; only one is in range" + Kinds.range(key))
                : Reading.refused("V4", "has no unit, and must be " + Kinds.described(key));
    }

    static boolean isWhole(BigDecimal value) {
        return value.stripTrailingZeros().scale() <= 0;
    }

    static Reading refused(Key key) {
        return Reading.refused("V9", "must be " + Kinds.described(key));
    }

    /** Shares of a hundred and of one, which are written for each other. */
    static final class Shares {

        private Shares() {}

        static Reading read(Key key, String text) {
            Matcher amount = AMOUNT.matcher(text);
            if (amount.matches() && Units.isShare(Words.stripped(amount.group(2)))) {
                BigDecimal percent = SpelledNumber.read(amount.group(1), false);
                if (percent == null || ambiguous(amount.group(1))) {
                    return refused(key);
                }
                return Bounds.check(
                        key,
                        key.type() == ValueType.RATIO ? percent.divide(HUNDRED) : percent,
                        "is another spelling of the share");
            }
            BigDecimal number = SpelledNumber.read(text, false);
            if (number == null || ambiguous(text)) {
                return refused(key);
            }
            boolean asIs = Quantity.strict(key.type(), text) != null;
            if (key.range().contains(number) && !(key.range().whole() && isShareOfOne(text, number))) {
                return Bounds.check(key, number, asIs && !text.contains(".") ? null : "is another spelling");
            }
            if (key.range().whole() && isShareOfOne(text, number) && number.compareTo(BigDecimal.ONE) == 0) {
                // 1.0 is one percent to some and all of it to others
                return refused(key);
            }
            BigDecimal scaled = key.type() == ValueType.RATIO ? ofHundred(number) : ofOne(text, number);
            return scaled != null && key.range().contains(scaled)
                    ? Reading.guessed(
                            "V4", Quantity.canonical(key.type(), scaled), "is in another scale; only one is in range")
                    : Bounds.check(key, number, null);
        }

        private static boolean isShareOfOne(String text, BigDecimal number) {
            return text.indexOf('.') >= 0 && number.compareTo(BigDecimal.ONE) <= 0;
        }

        /** 80 for 0.8. A number near one could also be a slip in a share of one. */
        private static @Nullable BigDecimal ofHundred(BigDecimal number) {
            return number.compareTo(BigDecimal.TEN) >= 0 && number.compareTo(HUNDRED) <= 0
                    ? number.divide(HUNDRED)
                    : null;
        }

        /** 0.8 for 80. */
        private static @Nullable BigDecimal ofOne(String text, BigDecimal number) {
            return number.signum() > 0 && number.compareTo(BigDecimal.ONE) < 0 && !text.isEmpty()
                    ? number.multiply(HUNDRED)
                    : null;
        }
    }
}
