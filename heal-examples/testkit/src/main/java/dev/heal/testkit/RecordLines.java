package dev.heal.testkit;

import dev.heal.settings.Settings;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Settings records as lines and back. Pure functions. */
final class RecordLines {

    private RecordLines() {}

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

    /** Every setting of a record as text, by its key. */
    static Map<String, String> of(String prefix, Record record) {
        Map<String, String> lines = new LinkedHashMap<>();
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            String key = prefix + "." + Settings.key(component.getName());
            Object value = read(record, component);
            if (value instanceof Record nested) {
                lines.putAll(of(key, nested));
            } else {
                lines.put(key, Settings.format(value));
            }
        }
        return lines;
    }

    /** The record that the lines make of the defaults; of several prefixes the first that has a line decides. */
    static <R extends Record> R bind(Map<String, String> lines, List<String> prefixes, R defaults) {
        @SuppressWarnings("unchecked") // the class of an R is a Class<R>
        Class<R> type = (Class<R>) defaults.getClass();
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < values.length; i++) {
            String name = Settings.key(components[i].getName());
            List<String> keys =
                    prefixes.stream().map(prefix -> prefix + "." + name).toList();
            Object initial = read(defaults, components[i]);
            values[i] = initial instanceof Record nested
                    ? bind(lines, keys, nested)
                    : stated(lines, keys, components[i].getType(), initial);
        }
        return make(type, components, values);
    }

    private static Object stated(Map<String, String> lines, List<String> keys, Class<?> type, Object initial) {
        for (String key : keys) {
            String text = lines.get(key);
            if (text != null) {
                try {
                    return Settings.parse(type, text);
                } catch (IllegalArgumentException wrong) {
                    throw new IllegalArgumentException("test settings: " + key + ": " + wrong.getMessage(), wrong);
                }
            }
        }
        return initial;
    }

    private static Object read(Record record, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(record);
        } catch (ReflectiveOperationException e) {
            throw closed(record.getClass(), e);
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
            // the record's own check, which names the rule and the value
            throw e.getCause() instanceof RuntimeException refused
                    ? new IllegalArgumentException("test settings: " + refused.getMessage(), refused)
                    : closed(type, e);
        } catch (ReflectiveOperationException e) {
            throw closed(type, e);
        }
    }

    private static IllegalStateException closed(Class<?> type, ReflectiveOperationException e) {
        return new IllegalStateException(
                "test settings: " + type.getName()
                        + " must be open to reflection by dev.heal.testkit, was not; export or open its package",
                e);
    }
}
