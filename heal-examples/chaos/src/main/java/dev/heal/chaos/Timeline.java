package dev.heal.chaos;

/**
 * When the parts of a run began, in nanoseconds of its {@link Stopwatch}.
 *
 * @param base traffic counts from here on
 * @param fault the fault begins
 * @param gone its cause is gone
 * @param end the run ends
 */
record Timeline(long base, long fault, long gone, long end) {

    Timeline {
        if (base >= fault || fault > gone || gone >= end) {
            throw new IllegalArgumentException("timeline: base < fault <= gone < end must hold, was " + base + ", "
                    + fault + ", " + gone + ", " + end + " ns");
        }
    }
}
