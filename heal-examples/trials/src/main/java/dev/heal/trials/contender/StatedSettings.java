package dev.heal.trials.contender;

import dev.heal.settings.Settings;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Settings records with some values stated by key, so that a contender is described by what differs from the defaults. */
public final class StatedSettings {

    private final Map<String, String> stated;
    private final Set<String> used = new HashSet<>();

    private StatedSettings(Map<String, String> stated) {
        this.stated = stated;
    }

    /**
     * A copy of a record with every stated value in place.
     *
     * @param prefix what comes before the components' keys, without a dot at the end
     * @param defaults the values of what is not stated
     * @param stated values by full key, in the notation of the properties file
     * @param <R> a record whose components are settings or further such records
     * @return the copy
     * @throws IllegalArgumentException if a key names no component, or a value is none or out of its range
     */
    public static <R extends Record> R apply(String prefix, R defaults, Map<String, String> stated) {
        StatedSettings settings = new StatedSettings(stated);
        R applied = settings.rebuild(prefix, defaults);
        for (String key : stated.keySet()) {
            if (!settings.used.contains(key)) {
                throw new IllegalArgumentException(
                        "settings: key must name a setting, was '" + key + "'; see docs/configuration.md");
            }
        }
        return applied;
    }

    private <R extends Record> R rebuild(String prefix, R defaults) {
        @SuppressWarnings("unchecked") // the class of an R
        Class<R> type = (Class<R>) defaults.getClass();
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        try {
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                values[i] = value(
                        prefix + "." + Settings.key(components[i].getName()),
                        types[i],
                        components[i].getAccessor().invoke(defaults));
            }
            return type.getDeclaredConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException outOfRange) {
                throw outOfRange;
            }
            throw new IllegalStateException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private Object value(String key, Class<?> type, Object given) {
        if (given instanceof Record nested) {
            return rebuild(key, nested);
        }
        String text = stated.get(key);
        if (text == null) {
            return given;
        }
        used.add(key);
        return Settings.parse(type, text);
    }
}
