package dev.heal.safety;

import dev.heal.journal.Decision;
import dev.heal.journal.Decision.Verdict;
import dev.heal.journal.Journal;
import dev.heal.settings.Mode;
import dev.heal.time.HealRuntime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How what the gate does is written down. */
final class GateRecords {

    /** The resource of what concerns all automation. */
    static final String HEAL = "heal";

    private final Journal journal;
    private final HealRuntime runtime;

    GateRecords(Journal journal, HealRuntime runtime) {
        this.journal = journal;
        this.runtime = runtime;
    }

    Decision done(Proposal proposal, Ruling ruling) {
        return journal.record(decision(proposal, ruling, null, 1));
    }

    void summaries(List<Repeats.Summary> summaries) {
        for (Repeats.Summary s : summaries) {
            Decision unused = journal.record(decision(s.proposal(), s.ruling(), s.detail(), s.times()));
        }
    }

    /** The value stays: it did what it was meant to. */
    void confirmed(Underway change) {
        Proposal p = change.proposal;
        Decision unused = journal.record(
                about(p, p.change().from(), change.to, p.grounds().evidence())
                        .judging(change.decisionId, Verdict.CONFIRMED));
    }

    /** The value was set back. */
    void takenBack(Underway change, Verdict verdict) {
        Proposal p = change.proposal;
        Decision unused =
                journal.record(about(p, change.to, p.change().from(), Map.of()).judging(change.decisionId, verdict));
    }

    /** The value should have been set back, and was not. */
    void left(Underway change, Mode mode, String reason) {
        Proposal p = change.proposal;
        Decision unused = journal.record(about(p, change.to, p.change().from(), Map.of())
                .in(mode)
                .suppressedBy(reason)
                .judging(change.decisionId, Verdict.INCONCLUSIVE));
    }

    void pinned(ManualOverride override) {
        Decision.Cause cause = new Decision.Cause(override.resource(), override.reason(), "person");
        record(override.resource(), "pin " + what(override), "automatic", "as it is", cause, override);
    }

    void unpinned(ManualOverride override, String why, @Nullable String author) {
        Decision.Cause cause =
                new Decision.Cause(override.resource(), why + ", was for " + override.reason(), "person");
        Decision unused = journal.record(new Decision(
                        runtime.clock().instant(),
                        override.resource(),
                        "release " + what(override),
                        "as it is",
                        "automatic",
                        cause,
                        Map.of(),
                        "override() again")
                .by(author == null ? override.author() : author));
    }

    void gate(String action, String from, String to, String reason, @Nullable String author) {
        Decision decision = new Decision(
                runtime.clock().instant(),
                HEAL,
                action,
                from,
                to,
                new Decision.Cause(HEAL, reason, author == null ? "timer" : "person"),
                Map.of(),
                author == null ? "" : "stop() and resume()");
        Decision unused = journal.record(author == null ? decision : decision.by(author));
    }

    /** The timer came late by so much: whatever was in progress then looks as old as that. */
    void paused(Duration late) {
        Decision unused = journal.record(new Decision(
                runtime.clock().instant(),
                HEAL,
                "notice",
                "paused",
                "running",
                new Decision.Cause("process", "paused", "process"),
                Map.of("pausedMillis", (double) late.toMillis()),
                ""));
    }

    private void record(
            String resource, String action, String from, String to, Decision.Cause cause, ManualOverride override) {
        Decision unused = journal.record(new Decision(
                        runtime.clock().instant(),
                        resource,
                        action,
                        from,
                        to,
                        cause,
                        Map.of("seconds", seconds(override.expiry())),
                        "release()")
                .by(override.author()));
    }

    private Decision decision(Proposal p, Ruling ruling, @Nullable String detail, long times) {
        Map<String, Double> evidence = new TreeMap<>(p.grounds().evidence());
        evidence.put("samples", (double) p.grounds().samples());
        if (times > 1) {
            evidence.put("times", (double) times);
        }
        Decision decision = about(p, p.change().from(), ruling.to(), evidence).in(ruling.mode());
        Ruling.Reason reason = ruling.suppressedBy();
        return reason == null ? decision : decision.suppressedBy(reason.text() + (detail == null ? "" : ": " + detail));
    }

    private Decision about(Proposal p, String from, String to, Map<String, Double> evidence) {
        return new Decision(
                        runtime.clock().instant(),
                        p.resource(),
                        p.kind(),
                        from,
                        to,
                        p.grounds().cause(),
                        evidence,
                        p.change().revert())
                .by(p.grounds().by());
    }

    private static String what(ManualOverride override) {
        return override.kind().equals(ManualOverride.EVERYTHING) ? "everything" : override.kind();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}
