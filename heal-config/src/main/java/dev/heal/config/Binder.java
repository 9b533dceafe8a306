package dev.heal.config;

import dev.heal.settings.Settings;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Fills records from a snapshot. A value that is not of its type or out of its range is reported and its default kept; the
 * others are in effect. Reflection happens here only, once per record and file.
 */
final class Binder {

    private static final Pattern SECRET = Pattern.compile(
            "(password|passwd|secret|token|credential|api-?key|private-?key)", Pattern.CASE_INSENSITIVE);

    private final Snapshot snapshot;
    private final List<ConfigReport.Problem> problems;

    Binder(Snapshot snapshot, List<ConfigReport.Problem> problems) {
        this.snapshot = snapshot;
        this.problems = problems;
    }

    <R extends Record> R bind(List<String> prefixes, R defaults) {
        @SuppressWarnings("unchecked") // the class of an R is a Class<R>
        Class<R> type = (Class<R>) defaults.getClass();
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            values[i] = read(defaults, components[i]);
        }
        for (int i = 0; i < components.length; i++) {
            values[i] = value(prefixes, type, components, values, i);
        }
        try {
            return make(type, components, values);
        } catch (IllegalArgumentException together) {
            problems.add(new ConfigReport.Problem(
                    snapshot.file().name(),
                    prefixes.get(0) + ".*",
                    together.getMessage() + "; the whole section has its defaults"));
            return defaults;
        }
    }

    private Object value(
            List<String> prefixes, Class<? extends Record> type, RecordComponent[] components, Object[] values, int i) {
        String key = Settings.key(components[i].getName());
        if (values[i] instanceof Record nested) {
            return bind(prefixes.stream().map(prefix -> prefix + "." + key).toList(), nested);
        }
        for (String prefix : prefixes) {
            Snapshot.Stated stated = snapshot.stated(prefix + "." + key);
            if (stated != null) {
                Object accepted = accepted(prefix + "." + key, stated, type, components, values, i);
                if (accepted != null) {
                    return accepted;
                }
            }
        }
        return values[i];
    }

    /** The stated value if it is of the type and, beside the defaults of the others, in its range. */
    private @Nullable Object accepted(
            String key,
            Snapshot.Stated stated,
            Class<? extends Record> type,
            RecordComponent[] components,
            Object[] values,
            int i) {
        try {
            Object value = Settings.parse(components[i].getType(), strip(components[i].getType(), stated.value()));
            Object[] alone = values.clone();
            alone[i] = value;
            make(type, components, alone);
            return value;
        } catch (IllegalArgumentException e) {
            boolean secret = SECRET.matcher(key).find();
            problems.add(new ConfigReport.Problem(
                    stated.origin(),
                    key,
                    (secret ? "the value is not allowed here (not shown: it may be a secret)" : e.getMessage())
                            + "; in effect: " + (secret ? "***" : Settings.format(values[i]))));
            return null;
        }
    }

    /** Blanks around a number mean nothing; in a text they may be meant. */
    private static String strip(Class<?> type, String value) {
        return type == String.class ? value : value.strip();
    }

    private static Object read(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw unreadable(record.getClass(), e);
        }
    }

    private static <R extends Record> R make(Class<R> type, RecordComponent[] components, Object[] values) {
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof IllegalArgumentException refused ? refused : unreadable(type, e);
        } catch (ReflectiveOperationException e) {
            throw unreadable(type, e);
        }
    }

    private static IllegalStateException unreadable(Class<?> type, ReflectiveOperationException e) {
        return new IllegalStateException(
                "settings " + type.getSimpleName().toLowerCase(Locale.ROOT)
                        + ": the record must be open to reflection by dev.heal.config, was not; export or open its package",
                e);
    }

    /** Every key below a prefix that a record of this type has. */
    static List<String> keys(String prefix, Class<?> type) {
        List<String> keys = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String key = prefix + "." + Settings.key(component.getName());
            if (component.getType().isRecord()) {
                keys.addAll(keys(key, component.getType()));
            } else {
                keys.add(key);
            }
        }
        return keys;
    }
}
