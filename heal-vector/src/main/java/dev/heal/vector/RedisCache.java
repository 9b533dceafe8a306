package dev.heal.vector;

import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.failure.Recovery;
import dev.heal.time.Deadline;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A cache in Redis that never fails its user: what cannot be read within the cache deadline (50 ms) is a miss, what cannot
 * be written is dropped, and while Redis does not answer it is not asked. Connects on the runtime's io executor, from its
 * construction on; until there is a connection every read is a miss, without a wait, and writes are kept for it.
 *
 * <p>Watches its connection and replaces it where it ended, is silent while a new one answers, or leads to a server that
 * only reads. Every command is sent at most once. Reads wait on the caller's thread, writes on the io executor. Safe for use
 * by many threads; a read that is answered costs a guarded call and two counters.
 */
public final class RedisCache implements AutoCloseable {

    private static final int MOST_QUEUED_COMMANDS = 1_000;
    private static final Duration MOST_PATIENCE = Duration.ofSeconds(1);

    private final Guard guard;
    private final Guard operation;
    private final RedisLink link;
    private final RedisWriter writer;
    private final RedisTally tally = new RedisTally();
    private final Epochs epochs = new Epochs();

    /**
     * A cache on connections from the host's client.
     *
     * @param connect makes a connection, for example {@code () -> redis.connect(ByteArrayCodec.INSTANCE)}; may block. Called
     *     again for every connection that is replaced; what it made is closed by this cache
     * @param guard the guard of this cache
     */
    public RedisCache(Supplier<StatefulRedisConnection<byte[], byte[]>> connect, Guard guard) {
        this.guard = guard;
        this.operation =
                guard.classifying(RedisFailures.INSTANCE).recovering(once()).within(GuardSettings.Deadlines::cache);
        this.link = new RedisLink(connect, guard, this::onUse);
        this.writer = new RedisWriter(operation, link, tally);
        link.start();
    }

    /** No second try: a read would find nothing new within its 50 ms, a write must not be made twice. */
    private static Recovery once() {
        Recovery table = Recovery.standard();
        for (Failure.Kind kind : Failure.Kind.values()) {
            table = table.with(kind, Recovery.Step.STALE);
        }
        return table;
    }

    /**
     * Options for the host's client: commands are rejected while disconnected and never sent again after a reconnect, at most
     * 1,000 wait, a connect takes at most 1 s, and a command's future ends after 1 s.
     *
     * @return new options; {@code mutate()} them for more
     */
    public static ClientOptions recommendedOptions() {
        return ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .requestQueueSize(MOST_QUEUED_COMMANDS)
                .socketOptions(
                        SocketOptions.builder().connectTimeout(MOST_PATIENCE).build())
                .timeoutOptions(TimeoutOptions.enabled(MOST_PATIENCE))
                .build();
    }

    /**
     * Resources for the host's client, with which its other connections come back within 2 s of the server too: full jitter
     * from 100 ms, at most 2 s, between reconnects. Lettuce's own default goes up to 30 s.
     *
     * @return new resources; whoever asks for them shuts them down, after the client
     */
    public static ClientResources recommendedResources() {
        return ClientResources.builder()
                .reconnectDelay(
                        Delay.fullJitter(Duration.ofMillis(100), Duration.ofSeconds(2), 100, TimeUnit.MILLISECONDS))
                .build();
    }

    /**
     * Reads a value.
     *
     * @param key its key
     * @return the value; empty if there is none, or Redis was not asked, or did not answer in time
     */
    public Optional<byte[]> get(byte[] key) {
        byte[] value = read(key, commands -> commands.get(key));
        if (value != null) {
            tally.hit();
        }
        return Optional.ofNullable(value);
    }

    /**
     * Writes a value, on the runtime's io executor; returns at once. Dropped, and counted, if 1,024 writes or 8 MiB wait
     * already, while Redis is away or takes no writes, or if it does not answer in time.
     *
     * @param key its key
     * @param value its value
     * @param ttl how long it is kept, at least 1 ms
     */
    public void put(byte[] key, byte[] value, Duration ttl) {
        SetArgs kept = SetArgs.Builder.px(Math.max(1, ttl.toMillis()));
        writer.offer(key.length + (long) value.length, commands -> commands.set(key, value, kept));
    }

    /**
     * Removes a value, on the runtime's io executor; returns at once.
     *
     * @param key its key
     */
    public void remove(byte[] key) {
        writer.offerAlways(key.length, commands -> commands.del(key), () -> {});
    }

    /**
     * Says that a collection was written to: no cached answer about it is fresh any more, but an older one may still stand in
     * when the vector database fails. Holds in this cache at once and for all others on the same Redis as soon as that was
     * told, which is tried until it succeeds. Writes through a {@link QdrantSearch} that a {@link VectorSearch} with this
     * cache uses say so by themselves.
     *
     * @param collection the name of the collection
     */
    public void invalidate(String collection) {
        epochs.advance(collection, guard.runtime().random().nextLong());
        publish(collection);
    }

    /**
     * What this cache has done so far.
     *
     * @return the counts since it was made
     */
    public Counts counts() {
        return tally.counts(writer.dropped(), link.made());
    }

    /**
     * What the guard of this cache does, since when and why; what this cache has done; and what the client's options lack.
     *
     * @return text for a person, without a line end
     */
    public String explain() {
        RedisLine line = link.line();
        String state =
                line == null ? (link.isConnecting() ? "it is connecting" : "no connection answers") : "connected";
        return guard.explain() + "; " + state + "; " + counts().text() + advice(line);
    }

    private static String advice(@Nullable RedisLine line) {
        boolean replays = line != null
                && line.connection().getOptions().getDisconnectedBehavior()
                        != ClientOptions.DisconnectedBehavior.REJECT_COMMANDS;
        return replays
                ? "; the client would send commands again after a reconnect, which only this cache's own connection is kept"
                        + " from: RedisCache.recommendedOptions() does it for all"
                : "";
    }

    /** Closes the connection that this cache made, if any; reads are misses from then on, writes are dropped. The client stays the host's. */
    @Override
    public void close() {
        link.close();
        writer.clear();
    }

    GuardSettings.Cache settings() {
        return guard.settings().cache();
    }

    /** Whether the first connect has not ended yet. */
    boolean isConnecting() {
        return link.isConnecting();
    }

    /** What is stored under a key, and the epoch of its collection, in one round trip. */
    Found find(String collection, CacheKey key) {
        byte[] bytes = key.bytes();
        Epochs.Epoch before = epochs.of(collection);
        List<KeyValue<byte[], byte[]>> both =
                read(bytes, commands -> commands.mget(CacheKey.epochOf(collection), bytes));
        if (both == null) {
            return new Found(null, epochs.of(collection));
        }
        Epochs.Epoch epoch = epochs.seen(collection, before, both.get(0).getValueOrElse(null));
        if (!epoch.told()) {
            publish(collection);
        }
        byte[] value = both.get(1).getValueOrElse(null);
        if (value != null) {
            tally.hit();
        }
        return new Found(value, epoch);
    }

    Epochs.Epoch epoch(String collection) {
        return epochs.of(collection);
    }

    /** What Redis has: the bytes, or null if there are none or it was not asked; and the epoch, as far as known. */
    static final class Found {
        private final byte @Nullable [] value;
        private final Epochs.Epoch epoch;

        private Found(byte @Nullable [] value, Epochs.Epoch epoch) {
            this.value = value;
            this.epoch = epoch;
        }

        byte @Nullable [] value() {
            return value;
        }

        Epochs.Epoch epoch() {
            return epoch;
        }
    }

    /** Makes one read; null is a miss. */
    private <T> @Nullable T read(byte[] key, Function<RedisAsyncCommands<byte[], byte[]>, Future<T>> command) {
        RedisLine line = link.line();
        if (line == null || tally.isPaused(now())) {
            tally.skipped();
            return null;
        }
        long answersBefore = line.answers();
        try {
            T answer = operation.call(Effect.READ, deadline -> {
                tally.asked();
                return await(command.apply(line.commands()), deadline);
            });
            line.answered();
            tally.answered();
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (CallRefusedException refused) {
            tally.skipped();
        } catch (Exception e) {
            failed(line, answersBefore, key, e);
        }
        return null;
    }

    private void failed(RedisLine line, long answersBefore, byte[] key, Exception thrown) {
        Failure failure = RedisFailures.INSTANCE.classify(thrown);
        if (thrown instanceof RedisCommandExecutionException) {
            line.answered();
            if (failure.code().equals("WRONGTYPE")) {
                // somebody keeps something else under a key of ours
                remove(key);
            } else if (failure.kind().isEvidence()) {
                tally.refused(now());
            }
        } else if (failure.kind() == Failure.Kind.TIME_OUT) {
            tally.late();
            link.silent(line, answersBefore);
        }
    }

    private void onUse() {
        writer.drain();
        if (link.line() != null) {
            epochs.untold().forEach(this::publish);
        }
    }

    private void publish(String collection) {
        Epochs.Epoch epoch = epochs.of(collection);
        byte[] key = CacheKey.epochOf(collection);
        byte[] value = Epochs.bytes(epoch);
        writer.offerAlways(
                key.length + (long) value.length,
                commands -> commands.set(key, value),
                () -> epochs.told(collection, epoch));
    }

    private long now() {
        return guard.runtime().ticker().nanos();
    }

    /** Waits for an answer until the deadline; then nobody wants it any more. */
    static <T extends @Nullable Object> T await(Future<T> answer, Deadline deadline)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return RedisLine.get(answer, deadline.remainingNanos());
        } catch (TimeoutException | InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    /**
     * What a cache has done. A read is skipped, or asked; an asked one waits on its caller's thread.
     *
     * @param asked reads that were sent to Redis and waited for
     * @param hits reads that found a value
     * @param late reads that had no answer within the cache deadline
     * @param skipped reads that were misses at once, because there was no connection that answers, the guard was open, or
     *     Redis had said that it is not ready
     * @param written writes and removals that Redis carried out
     * @param dropped writes and removals that were given up or refused
     * @param connections connections in use so far, one after the other
     */
    public record Counts(long asked, long hits, long late, long skipped, long written, long dropped, long connections) {

        String text() {
            return asked + " reads asked, " + hits + " hits, " + late + " late, " + skipped + " skipped, " + written
                    + " written, " + dropped + " dropped, " + connections + " connections so far";
        }
    }
}
