package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.time.VirtualTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class WriteQueueTest {

    private final VirtualTime time = new VirtualTime();
    private final AtomicBoolean held = new AtomicBoolean(true);
    private final List<Integer> done = new ArrayList<>();
    private final WriteQueue queue = new WriteQueue(time.runtime(1).io(), held::get);

    @Test
    void writesWaitAreDoneInOrderAndBounded() {
        for (int i = 0; i < 1_030; i++) {
            offer(i, 10);
        }
        time.runDue();
        assertThat(done).isEmpty();

        held.set(false);
        queue.drain();
        time.runDue();

        assertThat(done).hasSize(1_024).isSorted();
        assertThat(queue.dropped()).isEqualTo(6);
    }

    @Test
    void whatIsHeldIsBoundedInBytesToo() {
        for (int i = 0; i < 9; i++) {
            offer(i, 1 << 20);
        }

        assertThat(queue.dropped()).isEqualTo(1);
        held.set(false);
        queue.drain();
        time.runDue();
        offer(9, 8 << 20);
        time.runDue();
        assertThat(done).hasSize(9);
    }

    @Test
    void whatIsClearedCountsAsDropped() {
        offer(1, 1);
        offer(2, 1);

        queue.clear();
        held.set(false);
        queue.drain();
        time.runDue();

        assertThat(done).isEmpty();
        assertThat(queue.dropped()).isEqualTo(2);
    }

    @Test
    void withoutAThreadTheyAreDropped() {
        WriteQueue full = new WriteQueue(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                () -> false);

        full.offer(new WriteQueue.Write(1, () -> done.add(1)));

        assertThat(full.dropped()).isEqualTo(1);
        assertThat(done).isEmpty();
    }

    private void offer(int number, long bytes) {
        queue.offer(new WriteQueue.Write(bytes, () -> done.add(number)));
    }
}
