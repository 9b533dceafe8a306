package dev.heal.safety;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class BudgetTest {

    @Test
    void itBeginsFullAndRefillsOneAtATime() {
        Budget budget = Budget.full(2, 100, 0);
        assertThat(budget.isFull(0)).isTrue();
        budget = budget.take(0).take(0);
        assertThat(budget.isEmpty(0)).isTrue();
        assertThat(budget.isEmpty(99)).isTrue();
        assertThat(budget.isEmpty(100)).isFalse();
        assertThat(budget.take(100).isEmpty(199)).isTrue();
        assertThat(budget.isFull(199)).isFalse();
        assertThat(budget.isFull(200)).isTrue();
    }

    @Test
    void aLongPauseSavesUpNoMoreThanTheBurst() {
        Budget budget = Budget.full(2, 100, 0).take(0);
        assertThat(budget.take(Long.MAX_VALUE).take(Long.MAX_VALUE).isEmpty(Long.MAX_VALUE))
                .isTrue();
    }

    @Test
    void aReadingFromBeforeSavesNothing() {
        Budget budget = Budget.full(1, 100, 1_000).take(1_000);
        assertThat(budget.isEmpty(900)).isTrue();
    }

    @Test
    void noWindowHasMoreThanTheBurstAndItsRefills() {
        for (int seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            int burst = 1 + random.nextInt(5);
            long now = Long.MAX_VALUE - 500;
            Budget budget = Budget.full(burst, 100, now);
            Deque<Long> taken = new ArrayDeque<>();
            for (int i = 0; i < 100; i++) {
                now += random.nextInt(120);
                if (!budget.isEmpty(now)) {
                    budget = budget.take(now);
                    taken.addFirst(now);
                }
                int count = 0;
                for (long at : taken) {
                    assertThat(++count).as("seed %d", seed).isLessThanOrEqualTo((int) (burst + (now - at) / 100));
                }
            }
        }
    }
}
