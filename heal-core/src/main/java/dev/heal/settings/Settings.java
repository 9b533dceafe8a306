package dev.heal.settings;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Locale;

/** The rules of settings records: names, notation and ranges. Pure functions; errors are {@link IllegalArgumentException}. */
public final class Settings {

    private Settings() {}

    /**
     * Checks the components of a record against the ranges of their {@link Setting} annotations. Called by the compact
     * constructors of settings records.
     *
     * @param type the record
     * @param values its component values, in order
     * @throws IllegalArgumentException if there are more or fewer values than components, or one is out of its range;
     *     the message names the record, the rule and the value
     */
    public static void check(Class<? extends Record> type, Object... values) {
        RecordComponent[] components = type.getRecordComponents();
        if (components.length != values.length) {
            throw new IllegalArgumentException(subject(type) + ": has " + components.length + " settings, but "
                    + values.length + " values were checked; pass all of them in order");
        }
        for (int i = 0; i < values.length; i++) {
            Setting setting = components[i].getAnnotation(Setting.class);
            if (setting != null) {
                SettingRange.of(components[i], setting).check(subject(type), components[i].getName(), values[i]);
            }
        }
    }

    /**
     * The key of a record component.
     *
     * @param componentName a Java name, {@code waitOpen}
     * @return the name in kebab case, {@code wait-open}
     */
    public static String key(String componentName) {
        StringBuilder key = new StringBuilder();
        for (int i = 0; i < componentName.length(); i++) {
            char c = componentName.charAt(i);
            if (Character.isUpperCase(c)) {
                key.append('-');
            }
            key.append(Character.toLowerCase(c));
        }
        return key.toString();
    }

    /**
     * Reads a value in the strict notation of its type: {@code true} or {@code false}, a decimal number, a duration such
     * as {@code 250ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 7d} or ISO-8601, the name of an enum constant in any
     * case with {@code -} for {@code _}, or text as it is.
     *
     * @param type boolean, int, long, double (or their boxes), {@link Duration}, an enum or {@link String}
     * @param text what was written
     * @return the value, never null
     * @throws IllegalArgumentException if the text is not of the type; the message says what was expected
     */
    public static Object parse(Class<?> type, String text) {
        return SettingNotation.parse(type, text);
    }

    /**
     * Writes a value in the notation that {@link #parse} reads.
     *
     * @param value a value of one of the types that {@link #parse} knows
     * @return the shortest exact text, for example {@code 1500ms} or {@code 5s}
     */
    public static String format(Object value) {
        return SettingNotation.format(value);
    }

    private static String subject(Class<?> type) {
        String name = type.getSimpleName();
        return (name.length() > 8 && name.endsWith("Settings") ? name.substring(0, name.length() - 8) : name)
                .toLowerCase(Locale.ROOT);
    }
}
