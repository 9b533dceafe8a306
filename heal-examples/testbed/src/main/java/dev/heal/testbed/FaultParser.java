package dev.heal.testbed;

import dev.heal.testbed.Fault.Direction;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Faults and durations as words. */
final class FaultParser {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final String text;
    private final Deque<String> words;

    private FaultParser(String text) {
        this.text = text;
        this.words = new ArrayDeque<>(Arrays.asList(text.trim().split("\\s+", -1)));
    }

    static Fault fault(String text) {
        return new FaultParser(text).fault();
    }

    static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "duration: must be a whole number of ms, s or m, was '" + text + "'; use 200ms or 5s");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            default -> Duration.ofMinutes(amount);
        };
    }

    private Fault fault() {
        boolean existing = takeLast("existing");
        boolean fresh = takeLast("new");
        boolean up = takeLast("up");
        Direction direction = up ? Direction.UP : takeLast("down") ? Direction.DOWN : Direction.BOTH;
        Fault fault = named(next(), direction);
        if (!words.isEmpty() || (direction != Direction.BOTH && !fault.hasDirection())) {
            throw new IllegalArgumentException(
                    "fault '" + text + "': must have no words but its own, had more;" + " use one of " + Fault.GRAMMAR);
        }
        return existing ? fault.forExisting() : fresh ? fault.forNew() : fault;
    }

    private Fault named(String name, Direction direction) {
        return switch (name) {
            case "refuse" -> Fault.refuse();
            case "reset-on-accept" -> Fault.resetOnAccept();
            case "reset" -> Fault.reset();
            case "close" -> Fault.close();
            case "stall" -> Fault.stall(direction);
            case "reset-after" -> Fault.resetAfter(direction, number());
            case "truncate" -> Fault.truncate(direction, number());
            case "latency" ->
                Fault.latency(direction, duration(next()), words.isEmpty() ? Duration.ZERO : duration(next()));
            case "bandwidth" -> Fault.bandwidth(direction, number());
            case "slow-accept" -> Fault.slowAccept(duration(next()));
            default ->
                throw new IllegalArgumentException(
                        "fault '" + text + "': must be a known fault, was '" + name + "'; use one of " + Fault.GRAMMAR);
        };
    }

    private boolean takeLast(String word) {
        return word.equals(words.peekLast()) && words.pollLast() != null;
    }

    private long number() {
        String word = next();
        if (!NUMBER.matcher(word).matches()) {
            throw new IllegalArgumentException(
                    "fault '" + text + "': must have a whole number of bytes, was '" + word + "'; use 1000");
        }
        return Long.parseLong(word);
    }

    private String next() {
        String word = words.poll();
        if (word == null || word.isEmpty()) {
            throw new IllegalArgumentException(
                    "fault '" + text + "': must have all its words, one was missing; use one of " + Fault.GRAMMAR);
        }
        return word;
    }
}
