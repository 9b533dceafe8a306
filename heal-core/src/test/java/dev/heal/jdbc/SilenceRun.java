package dev.heal.jdbc;

import dev.heal.jdbc.Probe.Outcome;
import dev.heal.jdbc.SilencePolicy.Call;
import dev.heal.jdbc.SilencePolicy.Decision;
import dev.heal.jdbc.SilencePolicy.Evidence;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Ninety seconds of a database, its pool and the process that uses it, at random: short calls, reports of 60 s, lock waits of
 * 30 s, pools of one, overload with connects of up to 3 s, freezes, backends that vanish without a word, and pauses of the
 * process itself. Checks at each step that nothing healthy was ended and that nothing is stuck.
 */
final class SilenceRun {

    private static final long MS = 1_000_000L;
    private static final long STEP = 10;
    private static final long LENGTH = 90_000;

    private final long seed;
    private final Random random;
    private final int size;
    private final boolean overloaded;
    private final long freezeAt;
    private final long freezeEnd;
    private final long pauseAt;
    private final long pauseEnd;
    private final List<Busy> busy = new ArrayList<>();
    private final List<Out> probes = new ArrayList<>();

    private SilencePolicy.State state = SilencePolicy.State.START;
    private Probe idleProbe = Probe.NEVER;
    private Probe aside = Probe.NEVER;
    private long lastAnswer;
    private boolean byProbe;
    private long nextTick;
    private long numbers;
    private long endedFrozen;
    private long endedAlone;

    /** A call: how much of the server's time it still needs, and whether its backend is there. */
    private static final class Busy {
        private final long number;
        private final long began;
        private long needs;
        private boolean gone;

        private Busy(long number, long began, long needs) {
            this.number = number;
            this.began = began;
            this.needs = needs;
        }

        private Call call() {
            return new Call(number, began * MS);
        }
    }

    /** A question that is out. */
    private static final class Out {
        private final Probe probe;
        private final boolean connect;
        private long needs;

        private Out(Probe probe, boolean connect, long needs) {
            this.probe = probe;
            this.connect = connect;
            this.needs = needs;
        }
    }

    SilenceRun(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
        this.size = random.nextInt(3) == 0 ? 1 : 2 + random.nextInt(9);
        this.overloaded = random.nextInt(4) == 0;
        boolean freezes = random.nextBoolean();
        this.freezeAt = freezes ? random.nextInt(60_000) : LENGTH;
        this.freezeEnd = freezes ? freezeAt + 500 + random.nextInt(25_000) : LENGTH;
        boolean pauses = random.nextInt(3) == 0;
        this.pauseAt = pauses ? random.nextInt(80_000) : LENGTH;
        this.pauseEnd = pauses ? pauseAt + 1_500 + random.nextInt(20_000) : LENGTH;
    }

    /** Runs it; the numbers of calls that were ended in a freeze and alone. */
    long[] run() {
        for (long now = 0; now < LENGTH; now += STEP) {
            boolean paused = now >= pauseAt && now < pauseEnd;
            boolean frozen = isFrozen(now);
            if (!frozen) {
                work();
            }
            if (!paused) {
                if (now >= nextTick) {
                    tick(now);
                    nextTick = now + 200 + random.nextInt(50);
                }
                answers(now);
                begin(now);
                nothingIsStuck(now);
            }
        }
        return new long[] {endedFrozen, endedAlone};
    }

    private boolean isFrozen(long now) {
        return now >= freezeAt && now < freezeEnd;
    }

    /** The server's own progress, which goes on while this process is paused. */
    private void work() {
        for (Busy call : busy) {
            call.needs -= STEP;
        }
        for (Out probe : probes) {
            probe.needs -= STEP;
        }
    }

    private void begin(long now) {
        while (busy.size() < size && random.nextInt(4) == 0) {
            Busy call = new Busy(++numbers, now, need());
            // now and then a backend ends and the network forgets to say so
            call.gone = random.nextInt(400) == 0;
            busy.add(call);
        }
    }

    private long need() {
        int sort = random.nextInt(100);
        if (sort == 0) {
            return 60_000;
        } else if (sort == 1) {
            return 30_000;
        }
        return overloaded ? 1_000 + random.nextInt(12_000) : 5 + random.nextInt(60);
    }

    private void answers(long now) {
        for (Out out : List.copyOf(probes)) {
            if (out.needs <= 0) {
                probes.remove(out);
                lastAnswer = now;
                byProbe = true;
                Probe ended = out.probe.ended(Outcome.ANSWERED, now * MS);
                if (out.connect && aside.equals(out.probe)) {
                    aside = ended;
                } else if (!out.connect && idleProbe.equals(out.probe)) {
                    idleProbe = ended;
                }
            }
        }
        if (busy.removeIf(call -> call.needs <= 0 && !call.gone)) {
            lastAnswer = now;
            byProbe = false;
        }
    }

    private void tick(long now) {
        int idle = size - busy.size();
        Evidence evidence = new Evidence(
                busy.stream().map(Busy::call).toList(),
                false,
                0,
                lastAnswer * MS,
                byProbe,
                idle,
                idleProbe,
                true,
                aside);
        SilencePolicy.Step step = SilencePolicy.step(state, evidence, now * MS);
        state = step.state();
        Decision decision = step.decision();
        if (decision.askIdle() && outOf(false) < 2) {
            idleProbe = Probe.asked(now * MS);
            probes.add(new Out(idleProbe, false, 5));
        }
        if (decision.askAside() && outOf(true) < 2) {
            aside = Probe.asked(now * MS);
            probes.add(new Out(aside, true, overloaded ? 1 + random.nextInt(3_000) : 20));
        }
        if (decision.abortAll()) {
            // one that stood still and needs its time to answer again is as silent as one that stands still
            check(freezeAt <= now && now - freezeEnd < 5_000, now, "calls were ended of a server that runs");
            check(now - lastAnswer >= 5_000, now, "calls were ended " + (now - lastAnswer) + " ms after an answer");
            endedFrozen += busy.size();
            busy.clear();
        }
        lookUp(decision, now);
    }

    /** A running server shows which backends are there. */
    private void lookUp(Decision decision, long now) {
        if (isFrozen(now)) {
            return;
        }
        for (Call call : decision.lookUp()) {
            check(now * MS - call.sinceNanos() >= 5_000 * MS, now, "a young call was looked up");
            if (busy.removeIf(each -> each.call().equals(call) && each.gone)) {
                endedAlone++;
            }
        }
    }

    private long outOf(boolean connect) {
        return probes.stream().filter(out -> out.connect == connect).count();
    }

    private void nothingIsStuck(long now) {
        // a pause in between starts the clock anew
        long since = Math.max(freezeAt, pauseAt < now && pauseEnd > freezeAt ? pauseEnd : 0);
        if (isFrozen(now) && now - since > 6_000) {
            check(
                    busy.stream().noneMatch(call -> call.began <= freezeAt),
                    now,
                    "a call was stuck " + (now - since) + " ms after the freeze");
        }
    }

    private void check(boolean holds, long now, String otherwise) {
        if (!holds) {
            throw new AssertionError("seed " + seed + ", " + now + " ms: " + otherwise + "; frozen from " + freezeAt
                    + " to " + freezeEnd + ", silent since "
                    + lastAnswer
                    + ", test " + idleProbe + ", connect " + aside + ", state " + state);
        }
    }
}
