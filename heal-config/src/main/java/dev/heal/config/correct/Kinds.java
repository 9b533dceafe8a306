package dev.heal.config.correct;

import dev.heal.config.schema.Key;
import dev.heal.config.schema.Quantity;
import java.math.BigDecimal;
import java.util.Locale;

/** Types and ranges in words. Pure. */
final class Kinds {

    private Kinds() {}

    static String described(Key key) {
        return switch (key.type()) {
            case BOOL -> "true or false";
            case ENUM, CONSTANT -> "one of " + String.join(", ", key.words());
            case INT, PORT -> "a whole number" + range(key);
            case PERCENT -> "a percentage" + range(key);
            case RATIO, DECIMAL -> "a number" + range(key);
            case DURATION -> "a duration such as 250ms, 5s, 2m, 1h or 7d" + range(key);
            case SIZE -> "a size such as 512KB, 64MB or 2GB" + range(key);
            case HOST -> "a host name or an IP address";
            case HOSTPORT_LIST -> "hosts with ports, such as a:6379,b:6379";
            case URL, URL_LIST -> "an absolute URL";
            case JDBC_URL -> "a JDBC URL";
            default -> "a " + key.type().name().toLowerCase(Locale.ROOT);
        };
    }

    static String range(Key key) {
        BigDecimal min = key.range().min();
        BigDecimal max = key.range().max();
        if (min != null && max != null) {
            return " in [" + Quantity.canonical(key.type(), min) + ", " + Quantity.canonical(key.type(), max) + "]";
        }
        return min != null
                ? " >= " + Quantity.canonical(key.type(), min)
                : max != null ? " <= " + Quantity.canonical(key.type(), max) : "";
    }
}
