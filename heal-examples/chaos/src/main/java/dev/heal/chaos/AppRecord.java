package dev.heal.chaos;

import java.util.List;

/**
 * Everything that happened in one contender's run.
 *
 * @param times when its parts began
 * @param calls all calls, in the order in which they ended
 * @param decisions what the contender wrote down
 */
record AppRecord(Timeline times, List<JudgedCall> calls, List<DecisionLine> decisions) {

    AppRecord {
        calls = List.copyOf(calls);
        decisions = List.copyOf(decisions);
    }
}
