package dev.heal.config.schema;

import java.util.Locale;

/** What kind of value a key has. */
public enum ValueType {
    /** A switch. */
    BOOL,
    /** A whole number. */
    INT,
    /** A share in hundredths: 40 is 40 %. */
    PERCENT,
    /** A share of one: 0.4 is 40 %. */
    RATIO,
    /** Any number. */
    DECIMAL,
    /** A length of time, counted in milliseconds. */
    DURATION,
    /** An amount of memory, counted in bytes. */
    SIZE,
    /** One of several words, in exactly this case. */
    ENUM,
    /** One of several words, in any case, {@code -} or {@code _}. */
    CONSTANT,
    /** Free text. */
    STRING,
    /** Text that nobody may see. */
    SECRET,
    /** A TCP port. */
    PORT,
    /** A host name or an IP address. */
    HOST,
    /** Hosts with ports, a comma between two. */
    HOSTPORT_LIST,
    /** An absolute URL of any scheme. */
    URL,
    /** Absolute URLs, a comma between two, or {@code *}. */
    URL_LIST,
    /** A JDBC URL. */
    JDBC_URL,
    /** Java class names, a comma between two. */
    CLASS_LIST,
    /** A place in the file system. */
    PATH,
    /** All keys below a name, with any value. */
    MAP;

    /**
     * The type of a name, as schema files write it.
     *
     * @param name in kebab case, {@code hostport-list}
     * @return the type
     * @throws IllegalArgumentException if there is none of that name
     */
    public static ValueType of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /**
     * Whether its values are counted, so that they have a range.
     *
     * @return true for numbers, durations and sizes
     */
    public boolean isQuantity() {
        return switch (this) {
            case INT, PERCENT, RATIO, DECIMAL, DURATION, SIZE, PORT -> true;
            default -> false;
        };
    }

    /**
     * Whether its values say where something is.
     *
     * @return true for hosts and URLs and lists of them
     */
    public boolean isAddress() {
        return switch (this) {
            case HOST, HOSTPORT_LIST, URL, URL_LIST, JDBC_URL -> true;
            default -> false;
        };
    }

    /**
     * Whether any text is a value.
     *
     * @return true for free text and secrets
     */
    public boolean isText() {
        return this == STRING || this == SECRET;
    }
}
