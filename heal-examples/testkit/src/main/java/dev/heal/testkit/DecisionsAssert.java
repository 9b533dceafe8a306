package dev.heal.testkit;

import dev.heal.journal.Decision;
import dev.heal.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on decisions in their order. {@link #include} picks the decisions of an action, {@link #because} and
 * {@link #within} keep those of them that fit, {@link #thenInclude} looks behind what was picked:
 *
 * <pre>{@code
 * assertThatDecisions(test)
 *         .about("vectors")
 *         .include("open").because("connection-dead").within(Duration.ofSeconds(5))
 *         .thenInclude("close");
 * }</pre>
 *
 * <p>All ways to read the decisions are followed, so a chain holds if any of them fits. A message lists the decisions that
 * there were, as sentences.
 */
public final class DecisionsAssert extends AbstractAssert<DecisionsAssert, List<Decision>> {

    /** One way to read the decisions: the place of the one that was picked, and of the one before it; -1 for the start. */
    private record Pick(int before, int place) {}

    private static final Pick START = new Pick(-1, -1);

    private @Nullable Instant start;
    private String subject = "the decisions";
    private String wanted = "";
    private List<Pick> picks = List.of(START);

    private DecisionsAssert(List<Decision> actual) {
        super(actual, DecisionsAssert.class);
    }

    static DecisionsAssert of(List<Decision> decisions) {
        return new DecisionsAssert(List.copyOf(decisions));
    }

    /**
     * Looks at the decisions about one resource only.
     *
     * @param resource a guard or file, as decisions name it
     * @return assertions that begin anew on those decisions
     */
    public DecisionsAssert about(String resource) {
        return with(
                start,
                "the decisions about '" + resource + "'",
                decision -> decision.resource().equals(resource));
    }

    /**
     * Looks at the decisions from a moment on only, which {@link #within} then counts from.
     *
     * @param moment by the wall clock that decisions carry
     * @return assertions that begin anew on those decisions
     */
    public DecisionsAssert since(Instant moment) {
        return with(moment, subject, decision -> !decision.at().isBefore(moment));
    }

    /**
     * Something was decided and done.
     *
     * @param action the verb, such as {@code open}
     * @return this
     */
    public DecisionsAssert include(String action) {
        return anew().next("to include \"" + action + "\"", done(action));
    }

    /**
     * Something was decided but not done: because of the mode, or because something stood against it.
     *
     * @param action the verb, such as {@code restart}
     * @return this
     */
    public DecisionsAssert includeNotDone(String action) {
        return anew().next(
                        "to include \"" + action + "\" not done",
                        decision -> decision.action().equals(action) && !decision.isDone());
    }

    /**
     * Something was decided and done after what was picked before.
     *
     * @param action the verb, such as {@code close}
     * @return this
     */
    public DecisionsAssert thenInclude(String action) {
        return next(wanted + (wanted.isEmpty() ? "to include" : ", then") + " \"" + action + "\"", done(action));
    }

    /**
     * What was picked last was decided about a cause of this kind.
     *
     * @param kind a part of the cause's kind, such as {@code connection-dead}
     * @return this
     */
    public DecisionsAssert because(String kind) {
        requirePick("because");
        wanted += " because of \"" + kind + "\"";
        return keep(pick -> actual.get(pick.place()).cause().kind().contains(kind));
    }

    /**
     * What was picked last was decided soon after what was picked before it; the first after the start of the test, or the
     * moment of {@link #since}.
     *
     * @param most the longest time, included
     * @return this
     * @throws IllegalStateException if there is nothing to count from
     */
    public DecisionsAssert within(Duration most) {
        requirePick("within");
        Instant first = start;
        if (first == null && picks.stream().anyMatch(pick -> pick.before() < 0)) {
            throw new IllegalStateException(
                    "decisions: within must have a moment to count from, had none; say since(moment) before include");
        }
        wanted += " within " + Settings.format(most);
        return keep(pick -> {
            Instant from = pick.before() < 0 && first != null
                    ? first
                    : actual.get(pick.before()).at();
            return Duration.between(from, actual.get(pick.place()).at()).compareTo(most) <= 0;
        });
    }

    /**
     * Something was not decided, be it done or not.
     *
     * @param action the verb, such as {@code open}
     * @return this
     */
    public DecisionsAssert doNotInclude(String action) {
        isNotNull();
        if (actual.stream().anyMatch(decision -> decision.action().equals(action))) {
            fail("not to include \"" + action + "\"");
        }
        return this;
    }

    private DecisionsAssert anew() {
        picks = List.of(START);
        wanted = "";
        return this;
    }

    private static Predicate<Decision> done(String action) {
        return decision -> decision.action().equals(action) && decision.isDone();
    }

    private DecisionsAssert next(String sofar, Predicate<Decision> looked) {
        isNotNull();
        wanted = sofar;
        List<Pick> found = new ArrayList<>();
        for (int before : new TreeSet<>(picks.stream().map(Pick::place).toList())) {
            for (int place = before + 1; place < actual.size(); place++) {
                if (looked.test(actual.get(place))) {
                    found.add(new Pick(before, place));
                }
            }
        }
        picks = found;
        return orFail();
    }

    private DecisionsAssert keep(Predicate<Pick> fits) {
        picks = picks.stream().filter(fits).toList();
        return orFail();
    }

    private DecisionsAssert orFail() {
        if (picks.isEmpty()) {
            fail(wanted);
        }
        return this;
    }

    private void fail(String what) {
        failWithMessage("%s", "Expecting " + subject + "\n  " + what + "\nbut they were" + DecisionText.list(actual));
    }

    private void requirePick(String word) {
        if (picks.contains(START)) {
            throw new IllegalStateException(
                    "decisions: " + word + " must follow an include, did not; say include(action) first");
        }
    }

    private DecisionsAssert with(@Nullable Instant moment, String name, Predicate<Decision> some) {
        isNotNull();
        DecisionsAssert other = of(actual.stream().filter(some).toList());
        other.start = moment;
        other.subject = name;
        return other.describedAs(info.description());
    }
}
