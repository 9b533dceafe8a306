package dev.heal.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Faults of 10 s at full length: 39 s each, with what is around them. */
final class ProgressTest {

    private final List<String> said = new ArrayList<>();
    private final AtomicLong now = new AtomicLong(Duration.ofDays(1).toNanos());
    private final List<AppFault> faults = AppCatalogue.FAULTS.stream()
            .filter(fault -> !fault.hold().isZero())
            .limit(4)
            .toList();
    private final Progress progress = new Progress(faults, Schedule.FULL, said::add, now::get);

    @Test
    void whatIsLeftFollowsFromWhatTheFaultsSoFarTook() {
        progress.fault(0);
        now.addAndGet(Duration.ofSeconds(78).toNanos());
        progress.fault(1);
        now.addAndGet(Duration.ofSeconds(78).toNanos());
        progress.fault(3);
        assertThat(said)
                .containsExactly(
                        "[1 of 4] " + faults.get(0) + ", about 3 min left",
                        "[2 of 4] " + faults.get(1) + ", about 4 min left",
                        "[4 of 4] " + faults.get(3) + ", about 52 s left");
    }

    @Test
    void aPartThatAllContendersBeginIsSaidOnceForEachFault() {
        progress.fault(0);
        progress.part("traffic");
        progress.part("the fault holds");
        progress.part("traffic");
        progress.fault(1);
        progress.part("traffic");
        assertThat(said.stream().filter(line -> line.startsWith("    ")))
                .containsExactly("    traffic", "    the fault holds", "    traffic");
    }
}
