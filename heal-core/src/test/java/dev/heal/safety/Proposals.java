package dev.heal.safety;

import dev.heal.journal.Decision;
import dev.heal.journal.Decision.Verdict;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Proposals for tests: a sound one, changed in one respect at a time. */
final class Proposals {

    static final Decision.Cause CAUSE = new Decision.Cause("db", "queueing", "pool");
    static final Proposal.Verification CONFIRMED = verification(() -> Verdict.CONFIRMED);

    private Proposals() {}

    static Proposal.Verification verification(Supplier<Verdict> verifier) {
        return new Proposal.Verification(Duration.ofMinutes(5), verifier);
    }

    /** Raise a limit from 10 to 12, of 1 to 100, on 20 samples. */
    static Proposal tune(String resource) {
        return number(ActionClass.TUNE, resource, new Proposal.Numeric(10, 12, 1, 100, true), CONFIRMED);
    }

    static Proposal tune(String resource, Proposal.Verification verification) {
        return number(ActionClass.TUNE, resource, new Proposal.Numeric(10, 12, 1, 100, true), verification);
    }

    static Proposal number(
            ActionClass actionClass,
            String resource,
            Proposal.Numeric numeric,
            Proposal.@Nullable Verification verification) {
        return of(actionClass, "raise limit", resource, Proposal.Change.of(numeric, "limit.max", verification));
    }

    static Proposal text(ActionClass actionClass, String kind, String resource, String from, String to) {
        return of(
                actionClass,
                kind,
                resource,
                new Proposal.Change(from, to, "by hand", null, actionClass == ActionClass.TUNE ? CONFIRMED : null));
    }

    static Proposal of(ActionClass actionClass, String kind, String resource, Proposal.Change change) {
        return new Proposal(
                actionClass,
                kind,
                resource,
                change,
                new Proposal.Grounds(CAUSE, 20, 1, Map.of("waiting", 4.0), "heal"));
    }

    static Proposal withPeers(Proposal p, int peers) {
        return with(
                p,
                new Proposal.Grounds(
                        CAUSE, p.grounds().samples(), peers, p.grounds().evidence(), "heal"));
    }

    static Proposal with(Proposal p, Proposal.Grounds grounds) {
        return new Proposal(p.actionClass(), p.kind(), p.resource(), p.change(), grounds);
    }
}
