package dev.heal.chaos;

import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a fault for several contenders side by side, each with a database of its own: what else the machine does hits them
 * alike, and it takes half the time. The fault begins for all at once.
 */
final class Trials {

    private Trials() {}

    /**
     * How one contender fared.
     *
     * @param fault under which fault
     * @param contender who
     * @param measures what was measured
     * @param verdicts its goals, one by one
     * @param explanation what the contender said of itself while the fault held, empty for nothing
     */
    record Result(
            DatabaseFault fault,
            Contender contender,
            Measures measures,
            List<Goal.Verdict> verdicts,
            String explanation) {

        static Result of(DatabaseFault fault, Contender contender, Measures measures, String explanation) {
            List<Goal.Verdict> verdicts = Stream.concat(fault.goals().stream(), DatabaseCatalogue.ALWAYS.stream())
                    .map(goal -> goal.judge(measures))
                    .toList();
            return new Result(fault, contender, measures, verdicts, explanation);
        }

        boolean held() {
            return verdicts.stream().allMatch(Goal.Verdict::held);
        }
    }

    static List<Result> run(DatabaseFault fault, List<Contender> contenders, Schedule schedule)
            throws InterruptedException {
        return Together.play(
                fault.id(), contenders, (contender, barrier) -> new Trial(fault, contender, schedule, barrier)::run);
    }
}
