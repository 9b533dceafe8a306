package dev.heal.safety;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.journal.Decision.Verdict;
import dev.heal.safety.GatePolicy.Sentence;
import dev.heal.settings.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/** A random life of the policy: proposals, slow and failing actuators, people and modes that change, time that passes. */
final class GateLife {

    private static final String[] KINDS = {"raise", "ttl", "write", "restart"};

    final GateState state = new GateState();
    final GateInvariants invariants = new GateInvariants();
    /** How often each answer was given; shows that the lives get everywhere. */
    final Map<String, Integer> seen = new TreeMap<>();

    private final Random random;
    private final NaiveGate twin;
    private final int peers;
    private final Set<String> pinned = new HashSet<>();
    private final List<Underway> applying = new ArrayList<>();
    private final Map<String, Double> values = new HashMap<>();
    private Mode mode = Mode.ENFORCE;
    private boolean stopped;
    private boolean demoted;
    private long now;

    /** With a twin, each ruling is held against it. */
    GateLife(long seed, NaiveGate twin) {
        this.random = new Random(seed);
        this.twin = twin;
        this.peers = random.nextInt(3) == 0 ? 1 : 2 + random.nextInt(14);
        // readings wrap around
        this.now = random.nextBoolean() ? random.nextLong() : Long.MAX_VALUE - random.nextInt(1_000_000);
    }

    void live(int steps) {
        for (int i = 0; i < steps; i++) {
            int dice = random.nextInt(20);
            if (dice < 11) {
                propose();
            } else if (dice < 14) {
                complete();
            } else if (dice < 19) {
                pass();
            } else {
                people();
            }
        }
    }

    /** The fault ends and time passes: everything is as it was in the beginning. */
    void recover() {
        stopped = false;
        demoted = false;
        mode = Mode.ENFORCE;
        pinned.clear();
        while (!applying.isEmpty()) {
            complete();
        }
        for (int i = 0; i < 4; i++) {
            now += Duration.ofDays(1).toNanos();
            sweep();
            // a failed reversal is tried again a second later
            now += Duration.ofSeconds(2).toNanos();
            sweep();
        }
        invariants.nothingOpen();
        state.forget(now);
        assertThat(state.isBaseline()).as("back at the baseline").isTrue();
        for (String kind : KINDS) {
            assertThat(rule(proposal(kind, 0, true)).isEnforced())
                    .as("%s is let through again", kind)
                    .isTrue();
            state.all().forEach(this::end);
        }
    }

    private void propose() {
        Proposal p = proposal(any(KINDS), random.nextInt(peers), random.nextInt(25) > 0);
        Ruling ruling = rule(p);
        Ruling.Reason reason = ruling.suppressedBy();
        seen.merge(reason == null ? "DONE" : reason.name(), 1, Integer::sum);
        if (ruling.isEnforced()) {
            applying.add(state.underway(p.resource()));
            if (random.nextInt(4) > 0) {
                complete();
            }
        }
    }

    private Ruling rule(Proposal p) {
        Situation situation = situation(p);
        Ruling ruling = GatePolicy.step(state, p, situation, now);
        if (twin != null) {
            assertThat(ruling.suppressedBy()).isEqualTo(twin.rule(p, situation, now));
        }
        invariants.ruled(p, ruling, situation, now);
        if (ruling.isEnforced()) {
            invariants.begun(state.underway(p.resource()));
        }
        return ruling;
    }

    private void complete() {
        if (applying.isEmpty()) {
            return;
        }
        Underway change = applying.remove(random.nextInt(applying.size()));
        int dice = random.nextInt(12);
        if (dice < 10) {
            values.put(valueKey(change), value(change.to));
            Situation situation = situation(change.proposal);
            GatePolicy.applied(state, change, 1, situation, now);
            invariants.applied(change, situation, now);
            tell(twin -> twin.applied(change, situation, now));
        } else if (dice < 11) {
            GatePolicy.dropped(state, change, now);
            invariants.ended(change);
            tell(twin -> twin.dropped(change, now));
        } else {
            GatePolicy.failed(state, change, now);
            invariants.failed(change, now);
            invariants.ended(change);
            tell(twin -> twin.failed(change, now, true));
        }
    }

    private void pass() {
        long[] scales = {1_000_000_000L, 30_000_000_000L, 300_000_000_000L, 3_600_000_000_000L};
        now += (long) (random.nextDouble() * scales[random.nextInt(scales.length)]);
        sweep();
    }

    private void sweep() {
        for (Underway change : state.takeDue(now, Integer.MAX_VALUE)) {
            judge(change);
        }
        if (random.nextInt(4) == 0) {
            state.forget(now);
        }
        invariants.swept(now);
    }

    private void judge(Underway change) {
        if (change.verdict == null) {
            change.verdict = any(Verdict.values());
        }
        boolean first = change.revertTries == 0;
        Sentence sentence = GatePolicy.judge(state, change, change.verdict, situation(change.proposal), now);
        seen.merge(sentence.name(), 1, Integer::sum);
        if (sentence == Sentence.KEEP) {
            invariants.succeeded(change, now);
            tell(twin -> twin.confirmed(change, now));
            return;
        }
        if (first) {
            invariants.failed(change, now);
            tell(twin -> twin.failed(change, now, false));
        }
        if (sentence == Sentence.LEAVE) {
            assertThat(stopped || mode != Mode.ENFORCE || pinned.contains(change.proposal.resource()))
                    .isTrue();
            end(change);
        } else if (random.nextInt(4) > 0) {
            values.put(valueKey(change), value(change.proposal.change().from()));
            end(change);
        } else if (GatePolicy.revertFailed(state, change, now)) {
            invariants.retried(change, now);
        } else {
            seen.merge("GIVEN_UP", 1, Integer::sum);
            end(change);
        }
    }

    private void end(Underway change) {
        state.end(change);
        invariants.ended(change);
        tell(twin -> twin.ended(change));
    }

    private void tell(Consumer<NaiveGate> event) {
        if (twin != null) {
            event.accept(twin);
        }
    }

    private void people() {
        switch (random.nextInt(4)) {
            case 0 -> stopped = !stopped && random.nextInt(3) == 0;
            case 1 -> demoted = !demoted && random.nextInt(3) == 0;
            case 2 -> mode = random.nextInt(3) > 0 ? Mode.ENFORCE : any(new Mode[] {Mode.OBSERVE, Mode.SUGGEST});
            default -> {
                String resource = "r" + random.nextInt(peers);
                if (!pinned.remove(resource)) {
                    pinned.add(resource);
                }
            }
        }
    }

    private Situation situation(Proposal p) {
        return new Situation(mode, stopped, pinned.contains(p.resource()), demoted, random.nextDouble());
    }

    private Proposal proposal(String kind, int number, boolean sound) {
        String resource = "r" + number;
        boolean tune = kind.equals("raise") || kind.equals("ttl");
        Proposal.Verification verification = kind.equals("restart")
                ? null
                : new Proposal.Verification(Duration.ofSeconds(1 + random.nextInt(900)), () -> Verdict.CONFIRMED);
        Proposal.Change change = tune
                ? Proposal.Change.of(numeric(kind, resource), "", verification)
                : new Proposal.Change("old", "new", "", null, verification);
        Proposal.Grounds grounds =
                new Proposal.Grounds(Proposals.CAUSE, sound ? 1 + random.nextInt(50) : 0, peers, Map.of(), "heal");
        return new Proposal(tune ? ActionClass.TUNE : ActionClass.REACH_OUT, kind, resource, change, grounds);
    }

    /** Never the value that is there: that would be no change. */
    private Proposal.Numeric numeric(String kind, String resource) {
        double from = values.getOrDefault(resource + kind, kind.equals("raise") ? 10.0 : 0.5);
        if (kind.equals("raise")) {
            double to = random.nextInt(200);
            return new Proposal.Numeric(
                    from, from <= 1 ? 50 : from >= 100 ? 1 : to == from ? to + 1 : to, 1, 100, true);
        }
        return new Proposal.Numeric(
                from, from <= 0.1 ? 5 : from >= 10 ? 0.1 : from * (0.1 + 3 * random.nextDouble()), 0.1, 10, false);
    }

    private static String valueKey(Underway change) {
        return change.proposal.resource() + change.proposal.kind();
    }

    private static double value(String text) {
        return text.matches("[a-z]+") ? 0 : Double.parseDouble(text);
    }

    private <T> T any(T[] all) {
        return all[random.nextInt(all.length)];
    }
}
