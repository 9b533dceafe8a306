package dev.heal.retry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.heal.failure.Failure.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RetryBudgetTest {

    private static final int MOST = (int) BudgetPolicy.MOST_TOKENS;

    private final RetryBudget budget = new RetryBudget(0);

    @Test
    void aBackendThatFailsThemAllGetsWhatIsThereAtFirst() {
        assertThat(spendAll(Kind.TRANSIENT)).isEqualTo(MOST);
        assertThat(spendAll(Kind.TIME_OUT)).isZero();
    }

    @Test
    void aRefundCanBeSpentAgain() {
        spendAll(Kind.TRANSIENT);
        budget.refund();
        assertThat(spendAll(Kind.TRANSIENT)).isEqualTo(1);
    }

    @Test
    void successesFillItByTheShare() {
        learn();
        spendAll(Kind.TRANSIENT);
        budget.look(0.5, 28, 28_000_000, 1_000_000_001);
        assertThat(spendAll(Kind.TRANSIENT)).isEqualTo(4);
    }

    @Test
    void itSaysWhatIsLeftAndWhy() {
        assertThat(budget.explain())
                .isEqualTo("50 retries at hand, too few calls yet to tell whether failures come with load");
        learn();
        assertThat(budget.withdraw(Kind.TRANSIENT)).isTrue();
        assertThat(budget.explain()).isEqualTo("49 retries at hand, failures do not look load-dependent");
        budget.look(0.5, 40, 2_020_000_000, 1_000_000_001);
        assertThat(budget.withdraw(Kind.TIME_OUT)).isFalse();
        spendAll(Kind.TRANSIENT);
        assertThat(budget.explain())
                .isEqualTo("0 retries at hand, calls take longer than usual, so failures look load-dependent");
    }

    @Test
    void aShareOutsideItsRangeIsRefused() {
        for (double share : new double[] {-0.01, 1.01, Double.NaN, Double.NEGATIVE_INFINITY}) {
            assertThatThrownBy(() -> budget.look(share, 1, 1, 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("retry budget: share must be in [0, 1], was " + share
                            + "; use 0.5 for 50 retries per 100 successes");
        }
        budget.look(0, 1, 1, 1);
        budget.look(1, 2, 2, 2);
    }

    @Test
    void manyThreadsNeverSpendMoreThanThereIs() throws Exception {
        int threads = 8;
        int each = 20_000;
        AtomicLong spent = new AtomicLong();
        AtomicLong successes = new AtomicLong();
        List<Throwable> broken = new ArrayList<>();
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Thread> all = new ArrayList<>();
        for (int t = 0; t < threads; t++) {
            all.add(new Thread(() -> {
                try {
                    start.await();
                    for (int i = 0; i < each; i++) {
                        if (i % 4 == 0) {
                            long so = successes.incrementAndGet();
                            budget.look(0.5, so, so * 1_000_000, so * 1_000_000);
                        }
                        if (budget.withdraw(Kind.TRANSIENT)) {
                            spent.incrementAndGet();
                        }
                    }
                } catch (Throwable thrown) {
                    synchronized (broken) {
                        broken.add(thrown);
                    }
                }
            }));
        }
        all.forEach(Thread::start);
        for (Thread thread : all) {
            thread.join();
        }

        assertThat(broken).isEmpty();
        long left = spendAll(Kind.TRANSIENT);
        assertThat(left).isLessThanOrEqualTo(MOST);
        // at 1 ms each, the successes of the first second deposit a twentieth each, the others a half
        long slow = 1_000;
        long earned = slow / 20 + (successes.get() - slow) / 2;
        assertThat(spent.get() + left).isBetween(earned - threads, MOST + earned + threads);
    }

    /** Twenty calls of 1 ms in a second. */
    private void learn() {
        budget.look(0.5, 1, 1_000_000, 0);
        for (int quarter = 1; quarter <= 4; quarter++) {
            budget.look(0.5, 5L * quarter, 5_000_000L * quarter, 250_000_000L * quarter);
        }
    }

    private int spendAll(Kind kind) {
        int spent = 0;
        while (budget.withdraw(kind)) {
            spent++;
        }
        return spent;
    }
}
