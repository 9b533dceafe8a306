package dev.heal.vector;

import dev.heal.Guard;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.journal.Decision;
import dev.heal.safety.ActionClass;
import dev.heal.safety.Proposal;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writes of a cache: one after the other on the io executor, each sent once. Where Redis takes no writes (out of memory,
 * a disk that is full, too few replicas, read-only) they stop for 1 s, doubling to 30 s, and reads go on. Safe for use by
 * many threads.
 */
final class RedisWriter {

    private static final Logger LOG = LoggerFactory.getLogger(RedisCache.class);

    private static final Set<String> WRITES_ONLY = Set.of("OOM", "MISCONF", "NOREPLICAS", "READONLY");
    private static final long SHORTEST = TimeUnit.SECONDS.toNanos(1);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

    private final Guard operation;
    private final RedisLink link;
    private final RedisTally tally;
    private final WriteQueue queue;
    private volatile Pause pause = Pause.NONE;

    RedisWriter(Guard operation, RedisLink link, RedisTally tally) {
        this.operation = operation;
        this.link = link;
        this.tally = tally;
        this.queue = new WriteQueue(operation.runtime().io(), link::isConnecting);
    }

    /** What is sent. */
    interface Command extends Function<RedisAsyncCommands<byte[], byte[]>, Future<?>> {}

    /** Adds a write, unless Redis takes none. */
    void offer(long bytes, Command command) {
        if (!pause.isOver(now())) {
            queue.drop();
        } else {
            add(bytes, () -> {
                // it may have waited while another one was refused
                if (pause.isOver(now())) {
                    write(command, this::accepted);
                } else {
                    queue.drop();
                }
            });
        }
    }

    /** Adds a write that frees or orders what is there, even if others are held back; says when Redis has carried it out. */
    void offerAlways(long bytes, Command command, Runnable done) {
        add(bytes, () -> write(command, done));
    }

    private void add(long bytes, Runnable action) {
        if (link.isClosed()) {
            return;
        } else if (link.line() == null && !link.isConnecting()) {
            queue.drop();
        } else {
            queue.offer(new WriteQueue.Write(bytes, action));
        }
    }

    void drain() {
        queue.drain();
    }

    void clear() {
        queue.clear();
    }

    long dropped() {
        return queue.dropped();
    }

    private void write(Command command, Runnable done) {
        RedisLine line = link.line();
        if (line == null) {
            queue.drop();
            return;
        }
        long answersBefore = line.answers();
        try {
            Optional<Failure> refused = operation.call(Effect.UNSAFE, deadline -> {
                try {
                    Object unused = RedisCache.await(command.apply(line.commands()), deadline);
                    return Optional.empty();
                } catch (RedisCommandExecutionException e) {
                    return Optional.of(aboutWritesOnly(e));
                }
            });
            line.answered();
            if (refused.isEmpty()) {
                tally.written();
                done.run();
            } else {
                queue.drop();
                refused(line, refused.get());
            }
        } catch (InterruptedException e) {
            queue.drop();
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            queue.drop();
            failed(line, answersBefore, e);
        }
    }

    /** Says nothing against the backend as a whole: it answers, and reads go on. */
    private static Failure aboutWritesOnly(RedisCommandExecutionException thrown) {
        Failure failure = RedisFailures.INSTANCE.classify(thrown);
        if (WRITES_ONLY.contains(failure.code())) {
            return failure;
        }
        throw thrown;
    }

    private void failed(RedisLine line, long answersBefore, Exception thrown) {
        Failure failure = RedisFailures.INSTANCE.classify(thrown);
        LOG.debug("cache: a write was dropped ({})", thrown.toString());
        if (thrown instanceof RedisCommandExecutionException) {
            line.answered();
        } else if (failure.kind() == Failure.Kind.TIME_OUT) {
            link.silent(line, answersBefore);
        }
    }

    private void refused(RedisLine line, Failure failure) {
        boolean first = pause.refusals() == 0;
        if (failure.kind() == Failure.Kind.FAILOVER) {
            link.renew(line);
        }
        if (first) {
            propose("stop-writes", "read and written", "only read", failure, () -> pause = refusedNow());
        } else {
            pause = refusedNow();
        }
    }

    private Pause refusedNow() {
        return pause.refused(now(), SHORTEST, LONGEST);
    }

    /** A removal would not show it: a server that is out of memory carries those out. */
    private void accepted() {
        if (pause.refusals() > 0) {
            propose("resume-writes", "only read", "read and written", null, () -> pause = Pause.NONE);
        }
    }

    private void propose(String kind, String from, String to, @Nullable Failure failure, Runnable action) {
        String why = failure == null ? "takes writes again" : "takes no writes: " + failure.code();
        Proposal proposal = new Proposal(
                ActionClass.PROTECT,
                kind,
                operation.name(),
                new Proposal.Change(from, to, "heal.mode", null, null),
                new Proposal.Grounds(
                        new Decision.Cause(operation.name(), why, "client"), 1, 1, Map.of(), Decision.Standing.HEAL));
        operation.propose(proposal, (expected, next) -> {
            action.run();
            return true;
        });
    }

    private long now() {
        return operation.runtime().ticker().nanos();
    }
}
