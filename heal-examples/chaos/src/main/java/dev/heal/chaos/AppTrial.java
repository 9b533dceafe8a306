package dev.heal.chaos;

import dev.heal.chaos.app.CallLine;
import dev.heal.chaos.app.EpochClock;
import dev.heal.chaos.app.Texts;
import dev.heal.chaos.app.Wiring;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The application of one contender under one fault, in step with the others through a barrier. */
final class AppTrial {

    /** How old an answer may be: two seconds, and the hour for which Heal lets it stand in by default. */
    private static final Duration HARD_TTL = Duration.ofSeconds(2).plusHours(1);

    private static final long MEET_SECONDS = 180;

    private final AppFault fault;
    private final Wiring contender;
    private final Schedule schedule;
    private final Workload workload;
    private final CyclicBarrier barrier;
    private final EpochClock clock = new EpochClock();

    /**
     * How one contender fared.
     *
     * @param fault under which fault
     * @param contender who
     * @param measures what was measured
     * @param record everything that happened
     * @param verdicts its goals, one by one
     * @param comparisons with each of the others, for who must hold; they decide nothing
     */
    record Result(
            AppFault fault,
            Wiring contender,
            AppMeasures measures,
            AppRecord record,
            List<Goal.Verdict> verdicts,
            List<Goal.Verdict> comparisons) {

        static Result of(AppFault fault, Wiring contender, AppMeasures measures, AppRecord record) {
            List<Goal.Verdict> verdicts = Stream.concat(fault.goals().stream(), AppCatalogue.ALWAYS.stream())
                    .map(goal -> goal.judge(measures))
                    .toList();
            return new Result(fault, contender, measures, record, verdicts, List.of());
        }

        /** Compared with the others, if this one must hold. */
        Result beside(List<Result> all) {
            List<Goal.Verdict> others = all.stream()
                    .filter(other -> contender.mustHold() && !other.contender.mustHold())
                    .map(other -> notWorse(measures, other))
                    .toList();
            return new Result(fault, contender, measures, record, verdicts, others);
        }

        private static Goal.Verdict notWorse(AppMeasures own, Result other) {
            AppMeasures theirs = other.measures;
            return new Goal.Verdict(
                    "not worse than " + other.contender,
                    "failed " + own.failed() + " to " + theirs.failed() + ", hung " + own.hung() + " to "
                            + theirs.hung() + ", lost "
                            + own.stores().lost() + " to " + theirs.stores().lost(),
                    own.failed() <= theirs.failed()
                            && own.hung() <= theirs.hung()
                            && own.stores().lost() <= theirs.stores().lost());
        }

        boolean held() {
            return verdicts.stream().allMatch(Goal.Verdict::held);
        }
    }

    private AppTrial(AppFault fault, Wiring contender, Schedule schedule, Workload workload, CyclicBarrier barrier) {
        this.fault = fault;
        this.contender = contender;
        this.schedule = schedule;
        this.workload = workload;
        this.barrier = barrier;
    }

    /** Runs a fault for all contenders side by side, each with servers of its own; it begins for all at once. */
    static List<Result> run(AppFault fault, List<Wiring> contenders, Schedule schedule, Workload workload)
            throws InterruptedException {
        List<Result> results = Together.play(
                fault.id(),
                contenders,
                (contender, barrier) -> new AppTrial(fault, contender, schedule, workload, barrier)::play);
        return results.stream().map(result -> result.beside(results)).toList();
    }

    private Result play() throws Exception {
        try (AppScene scene = AppScene.open(fault.paths(), contender, workload)) {
            meet();
            sleep(schedule.warmUp());
            Timeline times = disturb(scene);
            scene.finish();
            Result result = count(scene, times);
            // nobody leaves before all have been counted: what one's end costs is not to disturb another
            meet();
            return result;
        } finally {
            // whoever still waits for this one is told by an exception
            barrier.reset();
        }
    }

    private Result count(AppScene scene, Timeline times) throws Exception {
        Texts texts = new Texts(workload.seed());
        List<CallLine> lines = scene.lines(CallLine.FILE).stream()
                .map(CallLine::parse)
                .flatMap(Optional::stream)
                .toList();
        List<DecisionLine> decisions = DecisionLine.parse(scene.lines(contender.decisionsFile()));
        Oracle oracle = new Oracle(texts, lines, HARD_TTL);
        List<JudgedCall> calls =
                lines.stream().map(line -> JudgedCall.of(line, oracle::isRight)).toList();
        AppMeasures measures = AppMeasures.of(calls, decisions, times, StoreAudit.of(scene, lines, texts));
        return Result.of(fault, contender, measures, new AppRecord(times, calls, decisions));
    }

    private Timeline disturb(AppScene scene) throws Exception {
        long base = clock.now();
        sleep(schedule.base());
        meet();
        Duration hold = schedule.held(fault.hold());
        long begin = clock.now();
        Injection.Lift lift = fault.injection().inject(scene, hold);
        clock.sleepUntil(begin + hold.toNanos());
        lift.lift();
        long gone = clock.now();
        sleep(schedule.aftermath());
        return new Timeline(base, begin, gone, clock.now());
    }

    private void sleep(Duration duration) throws InterruptedException {
        clock.sleepUntil(clock.now() + duration.toNanos());
    }

    private void meet() throws Exception {
        int unused = barrier.await(MEET_SECONDS, TimeUnit.SECONDS);
    }
}
