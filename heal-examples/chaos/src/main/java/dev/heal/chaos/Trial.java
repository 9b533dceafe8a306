package dev.heal.chaos;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;

/** One contender under one fault, in step with the others through a barrier. */
final class Trial {

    private static final int CALLERS = 16;
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final long MEET_SECONDS = 180;

    private final DatabaseFault fault;
    private final Contender contender;
    private final Schedule schedule;
    private final CyclicBarrier barrier;
    private final Stopwatch watch = new Stopwatch();
    private String explanation = "";

    Trial(DatabaseFault fault, Contender contender, Schedule schedule, CyclicBarrier barrier) {
        this.fault = fault;
        this.contender = contender;
        this.schedule = schedule;
        this.barrier = barrier;
    }

    /** Plays it: servers up, traffic, base, fault, hold, lift, aftermath, count. */
    Trials.Result run() throws Exception {
        try (Scene scene = Scene.open(fault.stage(), contender, watch)) {
            Callers traffic = new Callers(watch);
            startTraffic(traffic, scene);
            try {
                meet();
                watch.sleep(schedule.warmUp());
                Timeline times = play(scene);
                return finish(scene, traffic, times);
            } finally {
                traffic.interrupt();
            }
        } finally {
            // whoever still waits for this one is told by an exception
            barrier.reset();
        }
    }

    private static void startTraffic(Callers traffic, Scene scene) {
        Work read = Work.reading(Work.statement("select balance from account where id = 2"));
        Work write = Work.writing(scene.ledger()::insert);
        for (int i = 0; i < CALLERS; i++) {
            Caller.Script script =
                    i % 2 == 0 ? Caller.Script.loop(PAUSE, read, write) : Caller.Script.loop(PAUSE, write, read);
            traffic.start("caller", scene.access(), script);
        }
    }

    private Timeline play(Scene scene) throws Exception {
        long base = watch.now();
        watch.sleep(schedule.base());
        meet();
        Duration hold = schedule.held(fault.hold());
        long begin = watch.now();
        Injection.Lift lift = fault.injection().inject(scene, hold);
        watch.sleepUntil(begin + hold.toNanos());
        explanation = scene.access().explain();
        lift.lift();
        long gone = watch.now();
        watch.sleep(schedule.aftermath());
        return new Timeline(base, begin, gone, watch.now());
    }

    private Trials.Result finish(Scene scene, Callers traffic, Timeline times) throws Exception {
        List<Call> calls = traffic.finish();
        Measures measures = Measures.of(calls, scene.callsAlongside(), times, scene.balance());
        // nobody leaves before all have been counted: what one's end costs is not to disturb another
        meet();
        return Trials.Result.of(fault, contender, measures, explanation);
    }

    private void meet() throws Exception {
        int unused = barrier.await(MEET_SECONDS, TimeUnit.SECONDS);
    }
}
