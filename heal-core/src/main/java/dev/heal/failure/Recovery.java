package dev.heal.failure;

import dev.heal.failure.Failure.Kind;
import dev.heal.failure.Failure.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/**
 * What is done about a failure: a table from kind and phase to steps, in the order in which they are taken. A host extends it
 * with {@link #with}, which gives a new table; {@link Step#RETRY} never overrules an {@link Effect} that forbids a second
 * try. A step that nobody can perform for a backend is passed over.
 *
 * <p>Immutable and safe for use by many threads; a look-up is two array reads.
 */
public final class Recovery {

    private static final Recovery STANDARD = new Recovery(new EnumMap<>(Kind.class))
            .with(Kind.TRANSIENT, Step.RETRY, Step.STALE, Step.SURFACE)
            .with(Kind.CONNECTION_DEAD, Step.EVICT, Step.RECONNECT, Step.RETRY, Step.STALE, Step.SURFACE)
            .with(Kind.OVERLOAD, Step.SHED, Step.RETRY, Step.STALE, Step.SURFACE)
            .with(Kind.EXHAUSTED, Step.STALE, Step.SURFACE)
            .with(Kind.FAILOVER, Step.EVICT_ALL, Step.RE_RESOLVE, Step.RETRY, Step.STALE, Step.SURFACE)
            .with(Kind.LOCK, Step.RETRY, Step.SURFACE)
            .with(Kind.TIME_OUT, Step.RETRY, Step.STALE, Step.SURFACE)
            .with(Kind.PERMANENT, Step.SURFACE);

    private final Map<Kind, Map<Phase, List<Step>>> table;

    private Recovery(Map<Kind, Map<Phase, List<Step>>> table) {
        this.table = table;
    }

    /**
     * The table that guards start with. Each row ends in {@link Step#SURFACE}: where nothing helped, the caller sees the
     * failure.
     *
     * <ul>
     *   <li>transient: retry, stale answer
     *   <li>connection dead: evict that connection, reset the client's reconnect back-off, retry, stale answer
     *   <li>overload: shed, retry when the server says so or the budget allows, stale answer
     *   <li>exhausted: stale answer
     *   <li>failover: evict all connections, resolve the address again, retry, stale answer
     *   <li>lock: retry
     *   <li>time-out: retry within the budget, stale answer
     *   <li>permanent: nothing
     * </ul>
     *
     * @return a shared instance
     */
    public static Recovery standard() {
        return STANDARD;
    }

    /**
     * This table with other steps for one kind, in every phase.
     *
     * @param kind what is wrong
     * @param steps what is done about it, in order; none twice
     * @return a new table
     * @throws IllegalArgumentException if a step is named twice, or one after {@link Step#SURFACE}
     */
    public Recovery with(Kind kind, Step... steps) {
        Recovery changed = this;
        for (Phase phase : Phase.values()) {
            changed = changed.with(kind, phase, steps);
        }
        return changed;
    }

    /**
     * This table with other steps for one kind in one phase.
     *
     * @param kind what is wrong
     * @param phase how far the call got
     * @param steps what is done about it, in order; none twice
     * @return a new table
     * @throws IllegalArgumentException if a step is named twice, or one after {@link Step#SURFACE}
     */
    public Recovery with(Kind kind, Phase phase, Step... steps) {
        List<Step> row = List.of(steps);
        if (EnumSet.copyOf(withSurface(row)).size() != withSurface(row).size()) {
            throw new IllegalArgumentException("recovery of " + kind + " " + phase
                    + ": each step must be named once and SURFACE last, was " + row
                    + "; remove the repetition, SURFACE comes by itself");
        }
        Map<Kind, Map<Phase, List<Step>>> copy = new EnumMap<>(Kind.class);
        table.forEach((k, phases) -> copy.put(k, new EnumMap<>(phases)));
        copy.computeIfAbsent(kind, k -> new EnumMap<>(Phase.class))
                .put(phase, Collections.unmodifiableList(withSurface(row)));
        return new Recovery(copy);
    }

    /**
     * What is done about a failure.
     *
     * @param failure what went wrong
     * @return the steps in order, the last of them {@link Step#SURFACE}
     */
    public List<Step> steps(Failure failure) {
        Map<Phase, List<Step>> phases = table.get(failure.kind());
        List<Step> row = phases == null ? null : phases.get(failure.phase());
        return row == null ? List.of(Step.SURFACE) : row;
    }

    /**
     * Whether a failure is worth another try at all.
     *
     * @param failure what went wrong
     * @return true if {@link Step#RETRY} is among its steps
     */
    public boolean retries(Failure failure) {
        return steps(failure).contains(Step.RETRY);
    }

    private static List<Step> withSurface(List<Step> row) {
        List<Step> all = new ArrayList<>(row);
        if (row.isEmpty() || row.get(row.size() - 1) != Step.SURFACE) {
            all.add(Step.SURFACE);
        }
        return all;
    }

    /** One thing that can be done about a failure. */
    public enum Step {
        /** Drop the one connection that failed. */
        EVICT,
        /** Drop every connection: each of them leads to the wrong or a gone server. */
        EVICT_ALL,
        /** Let the client connect again now, whatever its own back-off says. */
        RECONNECT,
        /** Replace a connection that is open but silent. */
        SWAP,
        /** Look the address up again. */
        RE_RESOLVE,
        /** Send less for a while. */
        SHED,
        /** Try again after a back-off, if effect, deadline, budget and breaker allow it. */
        RETRY,
        /** Answer with what is known from before. */
        STALE,
        /** Let the caller see the failure. */
        SURFACE
    }
}
