package dev.heal.settings;

import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** The values that one setting may take, both bounds included. */
record SettingRange(@Nullable Object min, @Nullable Object max) {

    static SettingRange of(RecordComponent component, Setting setting) {
        return new SettingRange(
                setting.min().isEmpty() ? null : Settings.parse(component.getType(), setting.min()),
                setting.max().isEmpty() ? null : Settings.parse(component.getType(), setting.max()));
    }

    void check(String subject, String name, Object value) {
        boolean number = !(value instanceof Double d) || !d.isNaN();
        if (number && (min == null || compare(value, min) >= 0) && (max == null || compare(value, max) <= 0)) {
            return;
        }
        String fix = min != null && compare(value, min) < 0 ? least(min) : max != null ? most(max) : "use a number";
        throw new IllegalArgumentException(
                subject + ": " + name + " must be " + rule() + ", was " + Settings.format(value) + "; " + fix);
    }

    private String rule() {
        if (min != null && max != null) {
            return "in [" + Settings.format(min) + ", " + Settings.format(max) + "]";
        }
        return min != null ? ">= " + Settings.format(min) : "<= " + (max == null ? "" : Settings.format(max));
    }

    private static String least(Object min) {
        return "use " + Settings.format(min) + " or more";
    }

    private static String most(Object max) {
        return "use " + Settings.format(max) + " or less";
    }

    @SuppressWarnings("unchecked") // bounds are parsed as the component's own type, so both sides have one type
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }
}
