package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.failure.Failure;
import dev.heal.time.VirtualTime;
import dev.heal.vector.Request.Work;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RestraintTest {

    private final VirtualTime time = new VirtualTime();
    private final Restraint restraint = new Restraint("docs", time);

    @Test
    void leavesAServerAloneAfterThreeRefusalsInARowForAsLongAsItSaid() {
        refuse(2);
        assertThatCode(() -> restraint.check(Work.READ)).doesNotThrowAnyException();
        refuse(1);

        assertThatThrownBy(() -> restraint.check(Work.READ))
                .hasMessage("RESOURCE_EXHAUSTED: collection 'docs': not sent, as the server asked to be left alone for"
                        + " 2000 ms more")
                .satisfies(thrown -> assertThat(GrpcFailures.INSTANCE.classify(thrown))
                        .isEqualTo(new Failure(
                                Failure.Kind.LOCK,
                                Failure.Phase.NOT_SENT,
                                Duration.ofSeconds(2),
                                "RESOURCE_EXHAUSTED")));
        assertThat(restraint.explain()).isEqualTo("; the server asked for no searches for 2000 ms more");
        assertThatCode(() -> restraint.check(Work.STORE)).doesNotThrowAnyException();

        time.advance(Duration.ofSeconds(2));
        assertThatCode(() -> restraint.check(Work.READ)).doesNotThrowAnyException();
        assertThat(restraint.explain()).isEmpty();
    }

    @Test
    void aCallThatIsLetThroughEndsTheRow() {
        refuse(2);
        restraint.accepted(Work.READ);
        refuse(2);

        assertThatCode(() -> restraint.check(Work.READ)).doesNotThrowAnyException();
    }

    @Test
    void aHintOfYearsIsTakenForAMinute() {
        for (int i = 0; i < 3; i++) {
            restraint.refused(Work.READ, Duration.ofDays(365_000_000), false);
        }
        time.advance(Duration.ofSeconds(60));

        assertThatCode(() -> restraint.check(Work.READ)).doesNotThrowAnyException();
    }

    @Test
    void whileTheStorageIsFullOneUpsertIn250MillisTries() {
        for (int i = 0; i < 20; i++) {
            // those that were out together
            restraint.refused(Work.STORE, null, true);
        }
        for (int i = 0; i < 7; i++) {
            time.advance(Duration.ofMillis(250).minusNanos(1));
            assertThatThrownBy(() -> restraint.check(Work.STORE))
                    .hasMessageStartingWith("RESOURCE_EXHAUSTED: collection 'docs': nothing is stored")
                    .satisfies(thrown -> assertThat(
                                    GrpcFailures.INSTANCE.classify(thrown).kind())
                            .isEqualTo(Failure.Kind.LOCK));
            time.advance(Duration.ofNanos(1));
            assertThatCode(() -> restraint.check(Work.STORE)).doesNotThrowAnyException();
            assertThatThrownBy(() -> restraint.check(Work.STORE)).hasMessageContaining("storage is full");
            restraint.refused(Work.STORE, null, true);
        }
        assertThatCode(() -> restraint.check(Work.READ)).doesNotThrowAnyException();
        assertThatCode(() -> restraint.check(Work.CHANGE)).doesNotThrowAnyException();

        restraint.accepted(Work.STORE);
        assertThatCode(() -> restraint.check(Work.STORE)).doesNotThrowAnyException();
        assertThat(restraint.explain()).isEmpty();
    }

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            restraint.refused(Work.READ, Duration.ofSeconds(2), false);
        }
    }
}
