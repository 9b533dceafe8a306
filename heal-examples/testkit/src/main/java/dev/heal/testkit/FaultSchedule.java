package dev.heal.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The faults that were stated for one backend, in that order. Immutable and without a clock; whoever strikes passes in the
 * time and the draws.
 */
record FaultSchedule(List<Fault> faults) {

    static final FaultSchedule NONE = new FaultSchedule(List.of());

    FaultSchedule {
        faults = List.copyOf(faults);
    }

    /** A call that was struck: what it suffers, and the schedule that is left. */
    record Struck(Strike strike, FaultSchedule left) {}

    /**
     * What one call suffers. Latencies add up; of faults that end a call the first counts.
     *
     * @param latencyNanos how much later the call begins
     * @param end the fault that ends it, or null
     */
    record Strike(long latencyNanos, @Nullable Fault end) {

        static final Strike NONE = new Strike(0, null);

        boolean isFelt() {
            return latencyNanos > 0 || end != null;
        }

        private Strike and(Fault fault) {
            return new Strike(latencyNanos + fault.latencyNanos(), end == null && fault.endsCall() ? fault : end);
        }
    }

    FaultSchedule plus(Fault fault) {
        List<Fault> more = new ArrayList<>(faults);
        more.add(fault);
        return new FaultSchedule(more);
    }

    /** Changes the fault stated last. */
    FaultSchedule changeLast(UnaryOperator<Fault> change) {
        return with(faults.size() - 1, change.apply(faults.get(faults.size() - 1)));
    }

    /** The places of the faults that are there at a time. */
    List<Integer> at(long nowNanos) {
        return IntStream.range(0, faults.size())
                .filter(i -> faults.get(i).isActive(nowNanos))
                .boxed()
                .toList();
    }

    /**
     * Lets a call begin.
     *
     * @param nowNanos the time
     * @param chances evenly drawn from [0, 1); asked once for each fault that is there
     * @return what the call suffers, and what is left
     */
    Struck strike(long nowNanos, DoubleSupplier chances) {
        Strike strike = Strike.NONE;
        FaultSchedule left = this;
        for (int place : at(nowNanos)) {
            Fault fault = faults.get(place);
            boolean hit = chances.getAsDouble() < fault.share();
            // a call that has ended cannot be ended again, so that does not use a fault up
            if (hit && !(fault.endsCall() && strike.end() != null)) {
                strike = strike.and(fault);
                left = left.with(place, fault.used());
            }
        }
        return new Struck(strike, left);
    }

    private FaultSchedule with(int place, Fault fault) {
        List<Fault> other = new ArrayList<>(faults);
        other.set(place, fault);
        return new FaultSchedule(other);
    }
}
