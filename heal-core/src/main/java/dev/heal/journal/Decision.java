package dev.heal.journal;

import dev.heal.settings.Mode;
import java.time.Instant;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One thing that Heal decided, with the reason. Immutable.
 *
 * @param at when, by the wall clock
 * @param resource the guard or file it is about, such as {@code vectors}
 * @param action what was done, a verb such as {@code open}
 * @param from the value or state before
 * @param to the value or state after
 * @param cause what it was done about
 * @param evidence the numbers it stands on, by name; percentages carry {@code Percent} in their name; NaN is a number that
 *     was not known
 * @param revert how a person undoes or overrules it
 * @param standing whether it was done, by whom, and what it says about an earlier one
 */
public record Decision(
        Instant at,
        String resource,
        String action,
        String from,
        String to,
        Cause cause,
        Map<String, Double> evidence,
        String revert,
        Standing standing) {

    /** Copies the evidence, sorted by name. */
    public Decision {
        evidence = Collections.unmodifiableMap(new TreeMap<>(evidence));
    }

    /**
     * A decision of Heal's own that was carried out. The withers ({@link #in}, {@link #by(String)},
     * {@link #suppressedBy(String)}, {@link #judging}) say what is different about another one.
     *
     * @param at when, by the wall clock
     * @param resource the guard or file it is about
     * @param action what was done
     * @param from the value or state before
     * @param to the value or state after
     * @param cause what it was done about
     * @param evidence the numbers it stands on, by name
     * @param revert how a person undoes or overrules it
     */
    public Decision(
            Instant at,
            String resource,
            String action,
            String from,
            String to,
            Cause cause,
            Map<String, Double> evidence,
            String revert) {
        this(at, resource, action, from, to, cause, evidence, revert, Standing.DONE_BY_HEAL);
    }

    /**
     * The same decision in another mode.
     *
     * @param mode how far it was allowed to go; never {@link Mode#AUTO}, which is no answer
     * @return a copy
     * @throws IllegalArgumentException for {@link Mode#AUTO}
     */
    public Decision in(Mode mode) {
        return with(new Standing(id(), mode, by(), suppressedBy(), judgement()));
    }

    /**
     * The same decision, taken by somebody else.
     *
     * @param author a person's name, or a policy's
     * @return a copy
     */
    public Decision by(String author) {
        return with(new Standing(id(), mode(), author, suppressedBy(), judgement()));
    }

    /**
     * The same decision, not carried out.
     *
     * @param reason what stood against it, such as {@code budget} or {@code pinned}
     * @return a copy
     */
    public Decision suppressedBy(String reason) {
        return with(new Standing(id(), mode(), by(), reason, judgement()));
    }

    /**
     * The same decision as the verdict on an earlier one.
     *
     * @param earlier the {@link #id} of the decision that is judged
     * @param verdict what became of it
     * @return a copy
     */
    public Decision judging(long earlier, Verdict verdict) {
        return with(new Standing(id(), mode(), by(), suppressedBy(), new Judgement(earlier, verdict)));
    }

    /**
     * Its number.
     *
     * @return 1 for the first decision that a journal recorded, one more for each; 0 before it is recorded
     */
    public long id() {
        return standing.id();
    }

    /**
     * How far it was allowed to go.
     *
     * @return never {@link Mode#AUTO}
     */
    public Mode mode() {
        return standing.mode();
    }

    /**
     * Who decided.
     *
     * @return {@code heal}, a person's name or a policy's
     */
    public String by() {
        return standing.by();
    }

    /**
     * What stood against it.
     *
     * @return the reason why it was not carried out, or null if nothing did
     */
    public @Nullable String suppressedBy() {
        return standing.suppressedBy();
    }

    /**
     * What it says about an earlier decision.
     *
     * @return the judgement, or null if it is no verdict
     */
    public @Nullable Judgement judgement() {
        return standing.judgement();
    }

    /**
     * Whether it was carried out.
     *
     * @return true in {@link Mode#ENFORCE} when nothing stood against it
     */
    public boolean isDone() {
        return mode() == Mode.ENFORCE && suppressedBy() == null;
    }

    /**
     * The decision as one English sentence.
     *
     * @return for example {@code vectors: open, CLOSED to OPEN, because of connection-dead (UNAVAILABLE) in vectors;
     *     failedCalls 12, failureRatePercent 60; to overrule: heal.guard.vectors.breaker.*}
     */
    public String sentence() {
        String numbers = evidence.entrySet().stream()
                .map(e -> e.getKey() + " " + number(e.getValue()))
                .collect(Collectors.joining(", "));
        return resource + ": " + standing.lead() + action + ", " + from + " to " + to + ", because of " + cause
                + (numbers.isEmpty() ? "" : "; " + numbers)
                + (by().equals(Standing.HEAL) ? "" : "; decided by " + by())
                + (revert.isEmpty() ? "" : "; to overrule: " + revert);
    }

    Decision numbered(long id) {
        return with(new Standing(id, mode(), by(), suppressedBy(), judgement()));
    }

    /** Every text and every name of a number through a function, such as one that hides secrets. */
    Decision mapped(UnaryOperator<String> each) {
        Map<String, Double> numbers = new TreeMap<>();
        evidence.forEach((name, number) -> numbers.put(each.apply(name), number));
        String reason = suppressedBy();
        return new Decision(
                at,
                each.apply(resource),
                each.apply(action),
                each.apply(from),
                each.apply(to),
                new Cause(each.apply(cause.resource()), each.apply(cause.kind()), each.apply(cause.layer())),
                numbers,
                each.apply(revert),
                new Standing(id(), mode(), each.apply(by()), reason == null ? null : each.apply(reason), judgement()));
    }

    Decision withNumbers(int most) {
        Map<String, Double> first = new TreeMap<>();
        evidence.entrySet().stream().limit(most).forEach(e -> first.put(e.getKey(), e.getValue()));
        return new Decision(at, resource, action, from, to, cause, first, revert, standing);
    }

    private Decision with(Standing other) {
        return new Decision(at, resource, action, from, to, cause, evidence, revert, other);
    }

    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "unknown";
        } else if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            return Long.toString((long) value);
        }
        double rounded = Math.round(value * 10) / 10.0;
        return Double.toString(rounded == 0 || Math.abs(value) >= 1e15 ? value : rounded);
    }

    /**
     * What a decision is about.
     *
     * @param resource the backend, file or limit that is the matter
     * @param kind what is the matter with it, such as {@code connection-dead}
     * @param layer where it shows: {@code client}, {@code pool}, {@code configuration}, {@code memory}
     */
    public record Cause(String resource, String kind, String layer) {
        @Override
        public String toString() {
            return kind + " in " + resource + " (" + layer + ")";
        }
    }

    /** What became of a change that was tried. */
    public enum Verdict {
        /** It did what it was meant to do, and stays. */
        CONFIRMED,
        /** It did not, and was taken back. */
        REVERTED,
        /** Nobody can say; the sentence tells what was done about it. */
        INCONCLUSIVE
    }

    /**
     * What a decision says about an earlier one.
     *
     * @param of the {@link Decision#id} of the earlier one
     * @param verdict what became of it
     */
    public record Judgement(long of, Verdict verdict) {}

    /**
     * How a decision stands: whether it was done, and by whom.
     *
     * @param id its number in the journal, 0 before it is recorded
     * @param mode how far it was allowed to go; never {@link Mode#AUTO}
     * @param by who decided: {@code heal}, a person's name or a policy's
     * @param suppressedBy why it was not carried out, or null
     * @param judgement the earlier decision that it judges, or null
     */
    public record Standing(
            long id,
            Mode mode,
            String by,
            @Nullable String suppressedBy,
            @Nullable Judgement judgement) {

        /** Heal itself, as the one who decides. */
        public static final String HEAL = "heal";

        static final Standing DONE_BY_HEAL = new Standing(0, Mode.ENFORCE, HEAL, null, null);

        /** Checks that the mode is an answer. */
        public Standing {
            if (mode == Mode.AUTO) {
                throw new IllegalArgumentException(
                        "decision: mode must be observe, suggest or enforce, was auto; resolve it first");
            }
        }

        private String lead() {
            Judgement verdict = judgement;
            String judged = verdict == null
                    ? ""
                    : word(verdict.verdict()) + " decision " + verdict.of() + (isDone() ? ": " : ", ");
            return judged + (isDone() ? "" : notDone());
        }

        private boolean isDone() {
            return mode == Mode.ENFORCE && suppressedBy == null;
        }

        private String notDone() {
            String how = mode == Mode.OBSERVE ? "observed, " : mode == Mode.SUGGEST ? "suggested, " : "";
            String reason = suppressedBy == null || suppressedBy.equals("mode") ? "" : " (" + suppressedBy + ")";
            return how + "not done" + reason + ": ";
        }

        private static String word(Verdict verdict) {
            return verdict == Verdict.INCONCLUSIVE
                    ? "inconclusive on"
                    : verdict.name().toLowerCase(Locale.ROOT);
        }
    }
}
