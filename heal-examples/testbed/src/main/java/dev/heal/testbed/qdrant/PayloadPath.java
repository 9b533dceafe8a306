package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path into a payload: keys joined by dots, {@code [3]} for one element of an array, {@code []} for each of them, and
 * double quotes around keys that hold other characters. Immutable.
 */
record PayloadPath(List<Step> steps) {
    private static final Pattern STEP =
            Pattern.compile("(?:^|\\.)(?:([\\p{IsAlphabetic}\\p{N}_-]+)|\"([^\"\\\\]*)\")|\\[(\\d{1,9})]|(\\[])");

    /** A key, or ({@code key} empty) an array position, {@link #EACH} for all of them. */
    record Step(String key, int index) {
        static final int NONE = -1;
        static final int EACH = -2;

        static Step ofKey(String key) {
            return new Step(key, NONE);
        }

        static Step each() {
            return new Step("", EACH);
        }

        boolean isKey() {
            return index == NONE;
        }
    }

    static PayloadPath parse(String text) {
        List<Step> steps = new ArrayList<>();
        Matcher matcher = STEP.matcher(text);
        int end = 0;
        while (end < text.length() && matcher.find(end) && matcher.start() == end) {
            steps.add(step(matcher));
            end = matcher.end();
        }
        if (end != text.length() || steps.isEmpty() || !steps.get(0).isKey()) {
            throw Statuses.badPath(text);
        }
        return new PayloadPath(List.copyOf(steps));
    }

    private static Step step(Matcher matcher) {
        if (matcher.group(1) != null) {
            return Step.ofKey(matcher.group(1));
        }
        if (matcher.group(2) != null) {
            return Step.ofKey(matcher.group(2));
        }
        return matcher.group(4) != null ? Step.each() : new Step("", Integer.parseInt(matcher.group(3)));
    }

    /** This path, ending in {@code []}: the elements of the array it names. */
    PayloadPath elements() {
        Step last = steps.get(steps.size() - 1);
        if (last.index() == Step.EACH) {
            return this;
        }
        List<Step> longer = new ArrayList<>(steps);
        longer.add(Step.each());
        return new PayloadPath(List.copyOf(longer));
    }

    boolean onlyKeys() {
        return steps.stream().allMatch(Step::isKey);
    }

    /** Every value found at this path; an array found at its end counts as one value. */
    List<Value> find(Map<String, Value> payload) {
        Value first = payload.get(steps.get(0).key());
        if (first == null) {
            return List.of();
        }
        if (steps.size() == 1) {
            return List.of(first);
        }
        List<Value> found = new ArrayList<>();
        walk(first, 1, found::add);
        return found;
    }

    private void walk(Value value, int depth, Consumer<Value> sink) {
        if (depth == steps.size()) {
            sink.accept(value);
            return;
        }
        Step step = steps.get(depth);
        if (step.isKey()) {
            Value next = value.getStructValue().getFieldsMap().get(step.key());
            if (next != null) {
                walk(next, depth + 1, sink);
            }
        } else if (step.index() == Step.EACH) {
            value.getListValue().getValuesList().forEach(element -> walk(element, depth + 1, sink));
        } else if (step.index() < value.getListValue().getValuesCount()) {
            walk(value.getListValue().getValues(step.index()), depth + 1, sink);
        }
    }
}
