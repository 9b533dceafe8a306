package dev.heal.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.failure.Failure.Kind;
import dev.heal.retry.BudgetPolicy.Load;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Random traffic, held against {@link BudgetInvariants}. */
final class BudgetPropertyTest {

    private static final int LIVES = 500;
    private static final int STEPS = 400;
    private static final List<Kind> KINDS = List.of(Kind.values());
    private static final long[] JUMPS = {0, 0, 1, -1, 3_600_000_000_000L, -3_600_000_000_000L, Long.MAX_VALUE};

    @Test
    void noTrafficGetsMoreRetriesThanItsSuccessesEarn() {
        Map<Load, Long> seen = new EnumMap<>(Load.class);
        long retries = 0;
        long emptied = 0;
        for (int seed = 0; seed < LIVES; seed++) {
            try {
                BudgetInvariants budget = life(new Random(seed), seen);
                retries += budget.retries();
                emptied += budget.emptied() > 0 ? 1 : 0;
            } catch (Throwable broken) {
                throw new AssertionError("seed " + seed, broken);
            }
        }
        assertThat(retries).isGreaterThan(LIVES * (long) BudgetPolicy.MOST_TOKENS);
        assertThat(emptied).as("lives in which nothing was left").isBetween(LIVES / 3L, LIVES - 1L);
        assertThat(seen).containsOnlyKeys(Load.values());
        assertThat(seen.values()).allSatisfy(times -> assertThat(times).isGreaterThan(LIVES));
    }

    @Test
    void aLongLifeOfTenThousandStepsKeepsTheBooks() {
        BudgetInvariants budget = new BudgetInvariants(0);
        Random random = new Random(99);
        long now = 0;
        for (int step = 0; step < 10_000; step++) {
            now = step(random, budget, now, random.nextDouble());
        }
        assertThat(budget.retries()).isGreaterThan(1_000);
    }

    private static BudgetInvariants life(Random random, Map<Load, Long> seen) {
        long now = random.nextLong();
        BudgetInvariants budget = new BudgetInvariants(now);
        double share = random.nextInt(4) == 0 ? 0 : random.nextDouble();
        for (int i = 0; i < STEPS; i++) {
            now = step(random, budget, now, share);
            seen.merge(budget.load(), 1L, Long::sum);
        }
        return budget;
    }

    private static long step(Random random, BudgetInvariants budget, long now, double share) {
        if (random.nextInt(3) == 0) {
            int failures = random.nextInt(15) == 0 ? (int) BudgetPolicy.MOST_TOKENS : 1;
            for (int i = 0; i < failures; i++) {
                Kind kind = KINDS.get(random.nextInt(KINDS.size()));
                if (budget.withdraw(kind) && random.nextInt(5) == 0) {
                    budget.refund();
                }
            }
            return now;
        }
        int calls = random.nextInt(30);
        // phases of slowness: each a few hundred successes long
        long each = 1_000_000L * (1 + random.nextInt(20)) * (now / 20_000_000_000L % 3 == 0 ? 30 : 1);
        long next =
                now + random.nextInt(400_000_000) + (random.nextInt(50) == 0 ? JUMPS[random.nextInt(JUMPS.length)] : 0);
        budget.succeeded(share, calls, calls * each, next);
        return next;
    }
}
