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
import java.util.function.Consumer;
import java.util.stream.Stream;

/** The application of one contender under one fault, in step with the others through a barrier. */
final class AppTrial {

    /** How old an answer may be: two seconds, and the hour for which Heal lets it stand in by default. */
    private static final Duration HARD_TTL = Duration.ofSeconds(2).plusHours(1);

    private static final long MEET_SECONDS = 180;

    private final Plan plan;
    private final Wiring contender;
    private final CyclicBarrier barrier;
    private final EpochClock clock = new EpochClock();

    /**
     * What is played.
     *
     * @param fault which fault
     * @param schedule how long its parts take
     * @param workload what the application does
     * @param parts is told in words which part begins, by every contender's thread
     */
    record Plan(AppFault fault, Schedule schedule, Workload workload, Consumer<String> parts) {}

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

    private AppTrial(Plan plan, Wiring contender, CyclicBarrier barrier) {
        this.plan = plan;
        this.contender = contender;
        this.barrier = barrier;
    }

    /** The same without a word on which part begins. */
    static List<Result> run(AppFault fault, List<Wiring> contenders, Schedule schedule, Workload workload)
            throws InterruptedException {
        return run(new Plan(fault, schedule, workload, part -> {}), contenders);
    }

    /** Runs a fault for all contenders side by side, each with servers of its own; it begins for all at once. */
    static List<Result> run(Plan plan, List<Wiring> contenders) throws InterruptedException {
        List<Result> results = Together.play(
                plan.fault().id(), contenders, (contender, barrier) -> new AppTrial(plan, contender, barrier)::play);
        return results.stream().map(result -> result.beside(results)).toList();
    }

    private Result play() throws Exception {
        plan.parts().accept("servers and applications start");
        try (AppScene scene = AppScene.open(plan.fault().paths(), contender, plan.workload())) {
            meet();
            plan.parts().accept("traffic without a fault");
            sleep(plan.schedule().warmUp());
            Timeline times = disturb(scene);
            plan.parts().accept("calls and stores are counted");
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
        Texts texts = new Texts(plan.workload().seed());
        List<CallLine> lines = scene.lines(CallLine.FILE).stream()
                .map(CallLine::parse)
                .flatMap(Optional::stream)
                .toList();
        List<DecisionLine> decisions = DecisionLine.parse(scene.lines(contender.decisionsFile()));
        Oracle oracle = new Oracle(texts, lines, HARD_TTL);
        List<JudgedCall> calls =
                lines.stream().map(line -> JudgedCall.of(line, oracle::isRight)).toList();
        AppMeasures measures = AppMeasures.of(calls, decisions, times, StoreAudit.of(scene, lines, texts));
        return Result.of(plan.fault(), contender, measures, new AppRecord(times, calls, decisions));
    }

    private Timeline disturb(AppScene scene) throws Exception {
        long base = clock.now();
        sleep(plan.schedule().base());
        meet();
        Duration hold = plan.schedule().held(plan.fault().hold());
        plan.parts().accept("the fault holds for " + Nanos.text(hold.toNanos()));
        long begin = clock.now();
        Injection.Lift lift = plan.fault().injection().inject(scene, hold);
        clock.sleepUntil(begin + hold.toNanos());
        lift.lift();
        long gone = clock.now();
        plan.parts()
                .accept("its cause is gone; "
                        + Nanos.text(plan.schedule().aftermath().toNanos()) + " of traffic");
        sleep(plan.schedule().aftermath());
        return new Timeline(base, begin, gone, clock.now());
    }

    private void sleep(Duration duration) throws InterruptedException {
        clock.sleepUntil(clock.now() + duration.toNanos());
    }

    private void meet() throws Exception {
        int unused = barrier.await(MEET_SECONDS, TimeUnit.SECONDS);
    }
}
