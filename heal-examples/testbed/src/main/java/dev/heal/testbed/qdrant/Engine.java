package dev.heal.testbed.qdrant;

import com.google.protobuf.Message;
import dev.heal.testbed.qdrant.Mutation.Change;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * All state of a server and its one lock. Reads share it, so each sees a consistent state; a mutation holds it alone
 * while it is checked, logged and applied, in this order: what is in the log was accepted, and what was answered is in
 * the log. Thread-safe.
 */
final class Engine implements AutoCloseable {
    private final ReadWriteLock lock = new ReentrantReadWriteLock();
    private final Catalog catalog = new Catalog(); // guarded by lock
    private final @Nullable RequestLog log; // guarded by lock

    private Engine(@Nullable RequestLog log) {
        this.log = log;
    }

    static Engine inMemory() {
        return new Engine(null);
    }

    /** An engine that continues from what {@code directory} holds, which is made if it is not there. */
    static Engine stored(Path directory) throws IOException {
        RequestLog log = RequestLog.open(directory);
        try {
            Engine engine = new Engine(log);
            engine.restore(log);
            return engine;
        } catch (IOException | RuntimeException e) {
            log.close();
            throw e;
        }
    }

    private void restore(RequestLog log) throws IOException {
        log.replay(new RequestLog.Replay() {
            @Override
            public <T extends Message> void request(Mutation<T> kind, T request) {
                kind.preparation().prepare(catalog, request).apply();
            }

            @Override
            public void operations(String collection, long next) {
                catalog.find(collection).operations(next);
            }
        });
        Compaction.run(catalog, log);
    }

    <R> R read(Function<Catalog, R> reader) {
        Lock shared = lock.readLock();
        shared.lock();
        try {
            return reader.apply(catalog);
        } finally {
            shared.unlock();
        }
    }

    /** Checks, logs and applies; nothing is changed if a status is thrown. Returns {@link Change#apply}'s answer. */
    <T extends Message> long mutate(Mutation<T> kind, T request) {
        Lock alone = lock.writeLock();
        alone.lock();
        try {
            Change change = kind.preparation().prepare(catalog, request);
            if (log != null) {
                log.append(kind, request);
            }
            return change.apply();
        } catch (IOException e) {
            throw Statuses.logFailed(e);
        } finally {
            alone.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        Lock alone = lock.writeLock();
        alone.lock();
        try {
            if (log != null) {
                log.close();
            }
        } finally {
            alone.unlock();
        }
    }
}
