package dev.heal.config;

import dev.heal.journal.Masking;
import dev.heal.settings.Settings;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * Fills records from a snapshot. A value that is not of its type or out of its range is reported, and what a less specific
 * section or the default says is in effect; the other values of the record stand. Reflection happens here only, once per
 * record and file.
 */
final class Binder {

    private static final Set<Class<?>> SETTABLE = Set.of(
            boolean.class,
            Boolean.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            double.class,
            Double.class,
            Duration.class,
            String.class);

    private final Snapshot snapshot;
    private final List<ConfigReport.Problem> problems;
    private final Set<String> secrets =
            new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    Binder(Snapshot snapshot, List<ConfigReport.Problem> problems) {
        this.snapshot = snapshot;
        this.problems = problems;
    }

    <R extends Record> R bind(List<String> prefixes, R defaults) {
        @SuppressWarnings("unchecked") // the class of an R is a Class<R>
        Class<R> type = (Class<R>) defaults.getClass();
        Section section = new Section(values -> make(type, values));
        for (RecordComponent component : type.getRecordComponents()) {
            String name = Settings.key(component.getName());
            requireSettable(prefixes.get(0) + "." + name, component.getType());
            Object initial = read(defaults, component);
            if (initial instanceof String text) {
                remember(prefixes.get(0) + "." + name, text);
            }
            if (initial instanceof Record nested) {
                section.add(
                        initial,
                        bind(
                                prefixes.stream()
                                        .map(prefix -> prefix + "." + name)
                                        .toList(),
                                nested));
            } else {
                section.add(initial, initial);
                state(section, prefixes, name, component.getType());
            }
        }
        boolean usable = section.settle();
        for (Section.Refusal refusal : section.refusals()) {
            Object inEffect = usable ? section.values()[refusal.index()] : section.initial(refusal.index());
            report(refusal, inEffect);
        }
        if (!usable) {
            problems.add(new ConfigReport.Problem(
                    snapshot.file().name(),
                    prefixes.get(0) + ".*",
                    masked(section.contradiction()) + "; the whole section has its defaults"));
            return defaults;
        }
        return make(type, section.values());
    }

    /**
     * Adds to a setting what is stated for it, as far as it is of the type: variables and system properties before the file,
     * and within each the most specific section first.
     */
    private void state(Section section, List<String> prefixes, String name, Class<?> type) {
        List<String> keys = new ArrayList<>();
        List<Snapshot.Stated> ofFile = new ArrayList<>();
        for (String prefix : prefixes) {
            String key = prefix + "." + name;
            Snapshot.Stated stated = snapshot.stated(key);
            if (stated != null && stated.ofFile()) {
                keys.add(key);
                ofFile.add(stated);
            } else if (stated != null) {
                state(section, key, stated, type);
            }
        }
        for (int i = 0; i < keys.size(); i++) {
            state(section, keys.get(i), ofFile.get(i), type);
        }
    }

    private void state(Section section, String key, Snapshot.Stated stated, Class<?> type) {
        remember(key, stated.value());
        try {
            section.state(key, stated.origin(), Settings.parse(type, strip(type, stated.value())));
        } catch (IllegalArgumentException e) {
            section.refuse(key, stated.origin(), String.valueOf(e.getMessage()));
        } catch (ArithmeticException tooLarge) {
            section.refuse(key, stated.origin(), "'" + stated.value() + "' is too large");
        }
    }

    private void report(Section.Refusal refusal, Object inEffect) {
        boolean secret = Masking.isSecretName(refusal.key());
        problems.add(new ConfigReport.Problem(
                refusal.origin(),
                refusal.key(),
                (secret ? "the value is not allowed here (not shown: it may be a secret)" : masked(refusal.reason()))
                        + "; in effect: " + (secret ? "***" : Settings.format(inEffect))));
    }

    private static void requireSettable(String key, Class<?> type) {
        if (!type.isRecord() && !type.isEnum() && !SETTABLE.contains(type)) {
            throw new IllegalArgumentException(
                    "settings '" + key + "': must be boolean, int, long, double, Duration, String, an enum or a"
                            + " record, was " + type.getName() + "; use one of these types");
        }
    }

    private void remember(String key, String value) {
        if (!value.isBlank() && Masking.isSecretName(key)) {
            secrets.add(value);
            secrets.add(value.strip());
        }
    }

    /** A message without the secrets: constructors may quote any value of their record. */
    private String masked(String message) {
        String masked = message;
        for (String secret : secrets) {
            masked = masked.replace(secret, "***");
        }
        return masked;
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

    private static <R extends Record> R make(Class<R> type, Object[] values) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < types.length; i++) {
            types[i] = components[i].getType();
        }
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            // whatever a constructor throws, a line of the file must not stop the host
            throw e.getCause() instanceof RuntimeException refused ? refused : unreadable(type, e);
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
