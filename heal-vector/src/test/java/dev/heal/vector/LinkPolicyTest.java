package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.failure.Failure.Kind;
import dev.heal.vector.LinkPolicy.Verdict;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LinkPolicyTest {

    @ParameterizedTest
    @CsvSource({"true,true,KEEP", "true,false,KEEP", "false,true,SWAP", "false,false,SHUT"})
    void bothAnswersMakeTheVerdict(boolean old, boolean fresh, Verdict expected) {
        assertThat(LinkPolicy.verdict(old, fresh)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock = // kind, failed, shortest, longest wait in milliseconds
                    """
            CONNECTION_DEAD, 1,   50,    100
            CONNECTION_DEAD, 2,   100,   200
            CONNECTION_DEAD, 4,   300,   600
            TIME_OUT,        1000, 300,  600
            TRANSIENT,       20,  300,   600
            OVERLOAD,        1,   250,   500
            OVERLOAD,        9,   1000,  2000
            PERMANENT,       1,   250,   500
            PERMANENT,       9,   15000, 30000
            """)
    void waitsDoubleUpToABoundOfTheirKind(Kind kind, int failed, long shortest, long longest) {
        assertThat(LinkPolicy.wait(kind, failed, 0)).isEqualTo(Duration.ofMillis(shortest));
        assertThat(LinkPolicy.wait(kind, failed, 0.9999999).toMillis()).isBetween(longest - 1, longest);
    }

    @Test
    void theReturnOfAServerIsMetWithinASecondHoweverLongItWasAway() {
        for (int failed = 1; failed < 100_000; failed *= 3) {
            assertThat(LinkPolicy.wait(Kind.CONNECTION_DEAD, failed, 0.99)).isLessThan(Duration.ofMillis(700));
        }
    }
}
