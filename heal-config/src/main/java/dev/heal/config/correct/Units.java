package dev.heal.config.correct;

import dev.heal.config.schema.Quantity;
import dev.heal.config.schema.ValueType;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The words for units of time, memory, shares and countable things. Pure. */
final class Units {

    private static final Map<String, String> TIME = new HashMap<>();
    private static final Map<String, String> MEMORY = new HashMap<>();
    private static final Set<String> SHARE = Set.of("%", "percent", "pct", "prozent", "per cent");

    /** What is counted. Not {@code retries}: they are one less than the attempts that a key may count. */
    private static final Set<String> THINGS = Set.of(
            "attempts",
            "calls",
            "connections",
            "conns",
            "dimensions",
            "dims",
            "elements",
            "entries",
            "items",
            "jobs",
            "keys",
            "pages",
            "points",
            "records",
            "requests",
            "rows",
            "samples",
            "tasks",
            "threads",
            "times",
            "tries",
            "vectors",
            "workers");

    /** Words from this length on may have a slip in them. */
    private static final int LEAST_FOR_SLIP = 6;

    static {
        TIME.put("ms", "ms msec msecs milli millis millisec millisecs millisecond milliseconds");
        TIME.put("s", "s sec secs second seconds");
        TIME.put("m", "m min mins minute minutes");
        TIME.put("h", "h hr hrs hour hours");
        TIME.put("d", "d day days");
        MEMORY.put("B", "b byte bytes");
        MEMORY.put("KB", "k kb kib kbyte kbytes kilobyte kilobytes kibibyte kibibytes");
        MEMORY.put("MB", "m mb mib mbyte mbytes megabyte megabytes mebibyte mebibytes");
        MEMORY.put("GB", "g gb gib gbyte gbytes gigabyte gigabytes gibibyte gibibytes");
        MEMORY.put("TB", "t tb tib tbyte tbytes terabyte terabytes tebibyte tebibytes");
    }

    private Units() {}

    static boolean isShare(String word) {
        return SHARE.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Whether a word names something countable, in singular or plural. */
    static boolean isThing(String word) {
        String lower = word.toLowerCase(Locale.ROOT);
        return THINGS.contains(lower) || THINGS.contains(lower + "s");
    }

    /**
     * How many of the smallest unit a word stands for.
     *
     * @return null if it is no unit of the type, or may be another one: {@code M} of time, {@code Mb} of memory
     */
    static @Nullable BigDecimal factor(ValueType type, String word) {
        if (type == ValueType.DURATION && word.equals("M")) {
            return null;
        } else if (type == ValueType.SIZE && word.length() > 1 && isBit(word)) {
            return null;
        }
        String lower = word.toLowerCase(Locale.ROOT);
        for (Map.Entry<String, String> unit : (type == ValueType.SIZE ? MEMORY : TIME).entrySet()) {
            List<String> names = List.of(unit.getValue().split(" ", -1));
            boolean slip = lower.length() >= LEAST_FOR_SLIP
                    && names.stream().anyMatch(n -> n.length() >= LEAST_FOR_SLIP && Slips.distance(lower, n) == 1);
            if (names.contains(lower) || slip) {
                return Quantity.unit(type, unit.getKey());
            }
        }
        return null;
    }

    /** A small b after a capital letter: bits, to many. */
    private static boolean isBit(String word) {
        return word.charAt(word.length() - 1) == 'b' && Character.isUpperCase(word.charAt(0));
    }
}
