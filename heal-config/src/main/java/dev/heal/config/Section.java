package dev.heal.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The settings of one record on their way to values that its constructor accepts. A value out of its range is told from
 * values that are only wrong together by leaving out one at a time. Confined to one thread.
 */
final class Section {

    /** One value that a source states. */
    private record Stated(String key, String origin, Object value) {}

    /** A value that was not taken, and why. */
    record Refusal(int index, String key, String origin, String reason) {}

    private final Function<Object[], ?> constructor;
    private final List<Object> initial = new ArrayList<>();
    private final List<Object> base = new ArrayList<>();
    private final List<List<Stated>> stated = new ArrayList<>();
    private final List<Refusal> refusals = new ArrayList<>();
    private String contradiction = "";

    Section(Function<Object[], ?> constructor) {
        this.constructor = constructor;
    }

    /** Adds a setting: its default, and what it is if nothing states it. */
    void add(Object byDefault, Object ifNotStated) {
        initial.add(byDefault);
        base.add(ifNotStated);
        stated.add(new ArrayList<>());
    }

    /** Adds a value to the last setting, less specific than those before. */
    void state(String key, String origin, Object value) {
        stated.get(stated.size() - 1).add(new Stated(key, origin, value));
    }

    /** Notes that a value stated for the last setting cannot be taken. */
    void refuse(String key, String origin, String reason) {
        refusals.add(new Refusal(stated.size() - 1, key, origin, reason));
    }

    /** Leaves out stated values until the constructor accepts the rest; false if even the rest contradicts itself. */
    boolean settle() {
        for (String refused = refused(values()); !refused.isEmpty(); refused = refused(values())) {
            int culprit = culprit();
            if (culprit >= 0) {
                drop(culprit, refused);
            } else if (!dropThoseWrongAlone()) {
                contradiction = refused;
                return false;
            }
        }
        return true;
    }

    /** The values as they stand now. */
    Object[] values() {
        Object[] values = base.toArray();
        for (int i = 0; i < values.length; i++) {
            if (!stated.get(i).isEmpty()) {
                values[i] = stated.get(i).get(0).value();
            }
        }
        return values;
    }

    Object initial(int index) {
        return initial.get(index);
    }

    List<Refusal> refusals() {
        return refusals;
    }

    String contradiction() {
        return contradiction;
    }

    /** The one value that is to blame: without it, and only without it, the others are accepted. Else -1. */
    private int culprit() {
        int found = -1;
        for (int i = 0; i < base.size(); i++) {
            if (!stated.get(i).isEmpty()) {
                Object[] without = values();
                without[i] = stated.get(i).size() > 1 ? stated.get(i).get(1).value() : base.get(i);
                if (refused(without).isEmpty()) {
                    if (found >= 0) {
                        return -1;
                    }
                    found = i;
                }
            }
        }
        return found;
    }

    private boolean dropThoseWrongAlone() {
        int before = refusals.size();
        for (int i = 0; i < base.size(); i++) {
            String refused = alone(i);
            while (!refused.isEmpty()) {
                drop(i, refused);
                refused = alone(i);
            }
        }
        return refusals.size() > before;
    }

    /** Why the first value stated for a setting is refused beside the defaults of all others; empty if it is not. */
    private String alone(int index) {
        if (stated.get(index).isEmpty()) {
            return "";
        }
        Object[] values = initial.toArray();
        values[index] = stated.get(index).get(0).value();
        return refused(values);
    }

    private void drop(int index, String reason) {
        Stated dropped = stated.get(index).remove(0);
        refusals.add(new Refusal(index, dropped.key(), dropped.origin(), reason));
    }

    private String refused(Object[] values) {
        try {
            Object unused = constructor.apply(values);
            return "";
        } catch (RuntimeException e) {
            String reason = e.getMessage();
            return reason == null || reason.isBlank() ? "its record refused it without a reason" : reason;
        }
    }
}
