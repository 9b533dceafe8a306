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

    private final RetryBudget budget = new RetryBudget(0);

    @Test
    void aBackendThatFailsThemAllGetsTenRetries() {
        assertThat(spendAll(Kind.TRANSIENT)).isEqualTo(10);
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
        budget.look(0.5, 20, 20_000_000, 1);
        spendAll(Kind.TRANSIENT);
        budget.look(0.5, 28, 28_000_000, 2);
        assertThat(spendAll(Kind.TRANSIENT)).isEqualTo(4);
    }

    @Test
    void itSaysWhatIsLeftAndWhy() {
        assertThat(budget.explain())
                .isEqualTo("10 retries at hand, too few calls yet to tell whether failures come with load");
        budget.look(0.5, 20, 20_000_000, 1);
        assertThat(budget.withdraw(Kind.TRANSIENT)).isTrue();
        assertThat(budget.explain()).isEqualTo("9 retries at hand, failures do not look load-dependent");
        budget.look(0.5, 40, 2_020_000_000, 2);
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
                            budget.look(0.5, so, so * 1_000_000, so);
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
        assertThat(left).isLessThanOrEqualTo(10);
        // the first 19 successes deposit a twentieth each, the others a half
        assertThat(spent.get() + left).isBetween((successes.get() - 20) / 2, 10 + successes.get() / 2);
    }

    private int spendAll(Kind kind) {
        int spent = 0;
        while (budget.withdraw(kind)) {
            spent++;
        }
        return spent;
    }
}
