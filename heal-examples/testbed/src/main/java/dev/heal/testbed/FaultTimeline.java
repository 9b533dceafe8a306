package dev.heal.testbed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * What happens to a proxy over time, for instance {@code "at 2s stall down; at 5s clear"}. Immutable. A run is driven
 * by hand with {@link Run#advanceTo} or by a scheduler with {@link #play}.
 */
public final class FaultTimeline {
    private final List<Step> steps;

    private record Step(Duration at, Consumer<FaultProxy> action) {}

    private FaultTimeline(List<Step> steps) {
        this.steps = steps;
    }

    /** A timeline in which nothing happens. */
    public static FaultTimeline empty() {
        return new FaultTimeline(List.of());
    }

    /**
     * Reads steps, separated by semicolons: {@code at TIME WHAT}, where WHAT is the words of {@link Fault#parse},
     * {@code clear}, {@code target HOST:PORT} or {@code flip HOST:PORT}.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public static FaultTimeline parse(String text) {
        FaultTimeline timeline = empty();
        for (String part : text.split(";", -1)) {
            String[] words = part.trim().split("\\s+", 3);
            if (words.length < 3 || !words[0].equals("at")) {
                throw new IllegalArgumentException(
                        "timeline: step must be 'at TIME WHAT', was '" + part.trim() + "'; use 'at 2s stall'");
            }
            timeline = timeline.at(FaultParser.duration(words[1]), action(words[2]));
        }
        return timeline;
    }

    /** This timeline with one fault more. */
    public FaultTimeline at(Duration time, Fault fault) {
        return at(time, proxy -> proxy.apply(fault));
    }

    /** This timeline with one action more; of two at the same time the one added first is done first. */
    public FaultTimeline at(Duration time, Consumer<FaultProxy> action) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("timeline 'time': must be at least 0, was " + time + "; use 0s");
        }
        List<Step> longer = new ArrayList<>(steps);
        longer.add(new Step(time, action));
        longer.sort(Comparator.comparing(Step::at));
        return new FaultTimeline(List.copyOf(longer));
    }

    /** A run at time zero, to be driven by hand. */
    public Run on(FaultProxy proxy) {
        return new Run(steps, proxy);
    }

    /** Runs in real time, from now. Cancel the futures to end it early. */
    public List<ScheduledFuture<?>> play(FaultProxy proxy, ScheduledExecutorService scheduler) {
        List<ScheduledFuture<?>> futures = new ArrayList<>();
        for (Step step : steps) {
            futures.add(scheduler.schedule(
                    () -> step.action().accept(proxy), step.at().toNanos(), TimeUnit.NANOSECONDS));
        }
        return futures;
    }

    /** One passage through a timeline. For use by one thread at a time. */
    public static final class Run {
        private final List<Step> steps;
        private final FaultProxy proxy;
        private int next;

        private Run(List<Step> steps, FaultProxy proxy) {
            this.steps = steps;
            this.proxy = proxy;
        }

        /** Does all that is due until a time since the run's start, and was not done yet. Returns how many steps. */
        public int advanceTo(Duration elapsed) {
            int first = next;
            while (next < steps.size() && steps.get(next).at().compareTo(elapsed) <= 0) {
                steps.get(next++).action().accept(proxy);
            }
            return next - first;
        }

        /** Whether nothing is left to do. */
        public boolean isDone() {
            return next == steps.size();
        }
    }

    private static Consumer<FaultProxy> action(String what) {
        String[] words = what.split("\\s+", -1);
        return switch (words[0]) {
            case "clear" -> FaultProxy::clear;
            case "target" -> move(what, words, FaultProxy::target);
            case "flip" -> move(what, words, FaultProxy::flip);
            default -> {
                Fault fault = Fault.parse(what);
                yield proxy -> proxy.apply(fault);
            }
        };
    }

    private static Consumer<FaultProxy> move(String what, String[] words, Move move) {
        int colon = words.length == 2 ? words[1].lastIndexOf(':') : -1;
        if (colon < 1 || !words[1].substring(colon + 1).matches("\\d{1,5}")) {
            throw new IllegalArgumentException(
                    "timeline: target must be HOST:PORT, was '" + what + "'; use 'flip 127.0.0.1:5432'");
        }
        int port = Integer.parseInt(words[1].substring(colon + 1));
        return proxy -> move.to(proxy, words[1].substring(0, colon), port);
    }

    private interface Move {
        void to(FaultProxy proxy, String host, int port);
    }
}
