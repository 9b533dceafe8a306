package dev.heal.safety;

import dev.heal.journal.Decision;
import dev.heal.settings.Settings;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A change that an automation would like to make. Immutable, as long as its verification is.
 *
 * @param actionClass how far-reaching it is
 * @param kind what is done, a verb such as {@code raise-limit}: budgets, freezes and canaries are per kind
 * @param resource the one thing it is done to, such as {@code vectors}; there is no name for "all"
 * @param change from which value to which
 * @param grounds why, and on how much evidence
 */
public record Proposal(ActionClass actionClass, String kind, String resource, Change change, Grounds grounds) {

    /** Checks the names. */
    public Proposal {
        checkName("kind", kind);
        checkName("resource", resource);
    }

    private static void checkName(String what, String name) {
        if (name.isBlank() || name.equals(ManualOverride.EVERYTHING)) {
            throw new IllegalArgumentException(
                    "proposal: " + what + " must name one thing, was '" + name + "'; make a proposal for each");
        }
    }

    /**
     * From which value to which.
     *
     * @param from the value that was seen when it was decided; if it is another one by now, the change is dropped
     * @param to the value that is wanted
     * @param revert how a person undoes or overrules it, one line
     * @param numeric the same as numbers with their bounds, for a change whose steps are bounded; else null
     * @param verification how it is found out whether it did any good. Null only where nothing can be found out or taken
     *     back: the gate refuses that for {@link ActionClass#TUNE}, and has no verdict on it otherwise
     */
    public record Change(
            String from,
            String to,
            String revert,
            @Nullable Numeric numeric,
            @Nullable Verification verification) {

        /** Checks that the texts are those of the numbers. */
        public Change {
            if (numeric != null && !(from.equals(text(numeric.from())) && to.equals(text(numeric.to())))) {
                throw new IllegalArgumentException("proposal: from and to must be the numbers as text, were '" + from
                        + "' and '" + to + "'; use Change.of(numeric, ...)");
            }
        }

        /**
         * A change of a number.
         *
         * @param numeric the numbers
         * @param revert how a person undoes or overrules it
         * @param verification how it is found out whether it did any good, or null
         * @return a change whose texts are the numbers in the notation of settings ({@code 10}, {@code 0.5})
         */
        public static Change of(Numeric numeric, String revert, @Nullable Verification verification) {
            return new Change(text(numeric.from()), text(numeric.to()), revert, numeric, verification);
        }

        static String text(double number) {
            return Settings.format(number);
        }
    }

    /**
     * A change of a number. One step goes up to at most 1.5 times and down by at most 20 %, and never past a bound; more is
     * cut to that. A whole number may always move by one. NaN for from or to is a value that is not known, and refused.
     *
     * @param from the value that was seen, at least 0
     * @param to the value that is wanted
     * @param min the smallest value allowed, at least 0; more than 0 unless the numbers are whole
     * @param max the largest value allowed
     * @param whole whether only whole numbers make sense
     */
    public record Numeric(double from, double to, double min, double max, boolean whole) {

        /** Checks the bounds. */
        public Numeric {
            if (!(min >= 0 && min <= max && max < Double.POSITIVE_INFINITY && (whole || min > 0))) {
                throw new IllegalArgumentException("proposal: bounds must be 0 " + (whole ? "<=" : "<")
                        + " min <= max and finite, were " + min + " and " + max
                        + "; a step is a share of the value, so it cannot leave 0");
            }
            if (whole && !(isWholeOrUnknown(from) && isWholeOrUnknown(to) && isWholeOrUnknown(min + max))) {
                throw new IllegalArgumentException("proposal: from, to and bounds must be whole numbers, were " + from
                        + ", " + to + ", " + min + " and " + max + "; round them or set whole to false");
            }
        }

        private static boolean isWholeOrUnknown(double value) {
            return !Double.isFinite(value) || value == Math.rint(value);
        }

        boolean isKnown() {
            return Double.isFinite(from) && Double.isFinite(to);
        }

        /** The step that is allowed, or NaN if the value is out of its bounds already: then somebody else set it. */
        double step() {
            if (!(from >= min && from <= max)) {
                return Double.NaN;
            }
            double most = from * GateRules.STEP_UP;
            double least = from * GateRules.STEP_DOWN;
            if (whole) {
                most = Math.max(Math.floor(most), from + 1);
                least = Math.min(Math.ceil(least), from - 1);
            }
            return Math.max(least, Math.min(most, Math.max(min, Math.min(max, to))));
        }
    }

    /**
     * How it is found out whether a change did any good.
     *
     * @param within after how long, more than 0 and at most 1 day; the verdict falls within a second after that
     * @param verifier asked once, on the timer: must not block and end within a millisecond. CONFIRMED keeps the change;
     *     REVERTED, INCONCLUSIVE and an exception take it back
     */
    public record Verification(Duration within, Supplier<Decision.Verdict> verifier) {

        /** Checks the time. */
        public Verification {
            if (within.isNegative() || within.isZero() || within.compareTo(Duration.ofDays(1)) > 0) {
                throw new IllegalArgumentException("proposal: within must be in (0s, 1d], was "
                        + Settings.format(within) + "; use the time in which the change would show, such as 5m");
            }
        }
    }

    /**
     * Why, and on how much evidence.
     *
     * @param cause what it is done about
     * @param samples how many observations stand behind it; with 0 it is refused, since missing data is never a value
     * @param peers how many resources of this kind are known, this one included, at least 1: whether many of them are
     *     affected, and whether there is a canary, is judged by that
     * @param evidence the numbers it stands on, by name; NaN is a number that is not known, and refused
     * @param by who proposes: {@code heal} or the name of a policy
     */
    public record Grounds(Decision.Cause cause, long samples, int peers, Map<String, Double> evidence, String by) {

        /** Checks the number of peers; copies the evidence, sorted by name. */
        public Grounds {
            if (peers < 1) {
                throw new IllegalArgumentException(
                        "proposal: peers must be >= 1, was " + peers + "; the resource itself counts");
            }
            evidence = Collections.unmodifiableMap(new TreeMap<>(evidence));
        }

        boolean isKnown() {
            return samples > 0 && evidence.values().stream().allMatch(Double::isFinite);
        }
    }
}
