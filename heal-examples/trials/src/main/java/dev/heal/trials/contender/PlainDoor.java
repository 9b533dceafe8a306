package dev.heal.trials.contender;

import dev.heal.Attempt;
import dev.heal.time.Deadline;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/** Lets every call through and repeats each a fixed number of times, whatever the failure. */
final class PlainDoor implements Door {

    private static final long FIRST_WAIT = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long MAX_WAIT = TimeUnit.SECONDS.toNanos(2);

    private final int retries;
    private final RandomGenerator random;

    PlainDoor(int retries, RandomGenerator random) {
        this.retries = retries;
        this.random = random;
    }

    @Override
    public Optional<Attempt> admit() {
        return Optional.of(new PlainAttempt());
    }

    private final class PlainAttempt implements Attempt {
        private int failures;

        @Override
        public Deadline deadline() {
            return Deadline.none();
        }

        @Override
        public OptionalLong failure(Throwable thrown) {
            failures++;
            if (failures > retries) {
                return OptionalLong.empty();
            }
            long ceiling = Math.min(MAX_WAIT, FIRST_WAIT << (failures - 1));
            return OptionalLong.of((long) (ceiling * random.nextDouble()));
        }

        @Override
        public void success() {}

        @Override
        public void abandon() {}
    }
}
