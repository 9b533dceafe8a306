package dev.heal.config.schema;

import dev.heal.config.schema.Key.Alias;
import dev.heal.config.schema.Key.Clamp;
import dev.heal.config.schema.Key.Limit;
import dev.heal.config.schema.Key.Range;
import dev.heal.config.schema.Key.Ties;
import dev.heal.journal.Masking;
import dev.heal.settings.Setting;
import dev.heal.settings.Settings;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys of settings records, by the {@link Setting} annotations of their components. A component without one, or a name that
 * speaks of a secret, an address or a place of data, is never guessed. Pure, by reflection.
 */
public final class RecordKeys {

    /** Last words of names whose texts are taken literally or not at all, whatever the annotation says. */
    private static final Set<String> LITERAL = Set.of(
            "url",
            "uri",
            "host",
            "hosts",
            "address",
            "addresses",
            "port",
            "path",
            "dir",
            "directory",
            "folder",
            "file",
            "user",
            "username",
            "origins");

    private RecordKeys() {}

    /**
     * The keys of a record.
     *
     * @param prefix what stands before the name of each component, without a dot at its end; empty for nothing
     * @param defaults the values that hold if nothing is written
     * @return a key for each component that is no record itself, in order
     * @throws IllegalStateException if a component cannot be read
     */
    public static List<Key> of(String prefix, Record defaults) {
        List<Key> keys = new ArrayList<>();
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            String name = join(prefix, Settings.key(component.getName()));
            Object value = value(defaults, component);
            if (value instanceof Record nested) {
                keys.addAll(of(name, nested));
            } else {
                keys.add(key(prefix, name, component, value));
            }
        }
        return keys;
    }

    private static Key key(String prefix, String name, RecordComponent component, Object byDefault) {
        Setting setting = component.getAnnotation(Setting.class);
        Class<?> type = component.getType();
        ValueType kind = type(name, type, setting);
        boolean never = isLiteral(name, type) || (setting != null && setting.correction() == Setting.Correction.NEVER);
        List<String> words = type.isEnum()
                ? Arrays.stream(type.getEnumConstants()).map(Settings::format).toList()
                : List.of();
        return new Key(
                name,
                kind,
                range(kind, type, setting),
                words,
                setting == null ? Ties.NONE : ties(prefix, setting),
                never,
                Settings.format(byDefault),
                setting != null && setting.reload() == Setting.Reload.RESTART,
                setting == null ? "" : setting.value());
    }

    private static ValueType type(String name, Class<?> type, @Nullable Setting setting) {
        Setting.Form form = setting == null ? Setting.Form.PLAIN : setting.form();
        if (form != Setting.Form.PLAIN) {
            return ValueType.valueOf(form.name());
        } else if (type == boolean.class || type == Boolean.class) {
            return ValueType.BOOL;
        } else if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return ValueType.INT;
        } else if (type == double.class || type == Double.class) {
            return ValueType.DECIMAL;
        } else if (type == Duration.class) {
            return ValueType.DURATION;
        } else if (type.isEnum()) {
            return ValueType.CONSTANT;
        }
        return isSecret(name) ? ValueType.SECRET : ValueType.STRING;
    }

    private static boolean isSecret(String name) {
        return Masking.isSecretName(name);
    }

    private static boolean isLiteral(String name, Class<?> type) {
        String last = name.substring(Math.max(name.lastIndexOf('.'), name.lastIndexOf('-')) + 1);
        return isSecret(name) || (LITERAL.contains(last) && (type == String.class || last.equals("port")));
    }

    private static Range range(ValueType kind, Class<?> type, @Nullable Setting setting) {
        if (!kind.isQuantity()) {
            return Range.ANY;
        }
        boolean whole = type != double.class && type != Double.class;
        boolean wide = type == long.class || type == Long.class;
        BigDecimal least = kind != ValueType.INT && kind != ValueType.PORT
                ? null
                : BigDecimal.valueOf(wide ? Long.MIN_VALUE : Integer.MIN_VALUE);
        BigDecimal most = least == null ? null : BigDecimal.valueOf(wide ? Long.MAX_VALUE : Integer.MAX_VALUE);
        return setting == null
                ? new Range(least, most, Clamp.NONE, whole, "")
                : new Range(
                        setting.min().isEmpty() ? least : number(Settings.parse(type, setting.min())),
                        setting.max().isEmpty() ? most : number(Settings.parse(type, setting.max())),
                        Clamp.valueOf(setting.clamp().name()),
                        whole,
                        setting.unit());
    }

    private static BigDecimal number(Object bound) {
        return bound instanceof Duration duration
                ? BigDecimal.valueOf(duration.toNanos(), 6)
                : new BigDecimal(String.valueOf(bound));
    }

    private static Ties ties(String prefix, Setting setting) {
        List<Alias> aliases = new ArrayList<>();
        for (String alias : setting.aliases()) {
            int colon = alias.indexOf(':');
            aliases.add(
                    colon < 0
                            ? new Alias(join(prefix, alias), "")
                            : new Alias(join(prefix, alias.substring(0, colon)), alias.substring(colon + 1)));
        }
        return new Ties(
                aliases,
                setting.atMost().isEmpty()
                        ? null
                        : new Limit(join(prefix, Settings.key(setting.atMost())), setting.sameQuantity()));
    }

    private static String join(String prefix, String name) {
        return prefix.isEmpty() ? name : prefix + "." + name;
    }

    private static Object value(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "settings " + record.getClass().getSimpleName() + ": the record must be open to reflection by"
                            + " dev.heal.config, was not; export or open its package",
                    e);
        }
    }
}
