package dev.heal.journal;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last decisions, newest last, and the ones who want to hear of them. Holds at most {@link #CAPACITY} decisions; the
 * oldest are dropped. Safe for use by many threads; a listener that throws is logged and does not disturb the others or
 * the caller.
 */
public final class Journal {

    /** The most decisions kept in memory. */
    public static final int CAPACITY = 512;

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Deque<Decision> ring = new ArrayDeque<>(); // guarded by ring
    private final List<Consumer<? super Decision>> listeners = new CopyOnWriteArrayList<>();

    /** An empty journal. */
    public Journal() {}

    /**
     * Writes a decision down and tells the listeners, on the calling thread and outside any lock.
     *
     * @param decision what was decided
     */
    public void record(Decision decision) {
        synchronized (ring) {
            if (ring.size() == CAPACITY) {
                ring.removeFirst();
            }
            ring.addLast(decision);
        }
        LOG.info("{}", decision.sentence());
        for (Consumer<? super Decision> listener : listeners) {
            try {
                listener.accept(decision);
            } catch (RuntimeException e) {
                LOG.warn(
                        "journal: a listener failed ({}); the decision stands and the other listeners were told",
                        e.toString());
            }
        }
    }

    /**
     * The last decisions of all resources.
     *
     * @param most how many at the most, at least 0
     * @return the newest of them, in the order they were recorded
     */
    public List<Decision> recent(int most) {
        return newest(most, any -> true);
    }

    /**
     * The last decisions about one resource.
     *
     * @param resource its name
     * @param most how many at the most, at least 0
     * @return the newest of them, in the order they were recorded
     */
    public List<Decision> recent(String resource, int most) {
        return newest(most, d -> d.resource().equals(resource));
    }

    /**
     * Asks to hear of every decision from now on.
     *
     * @param listener called on the thread that records; must not block
     * @return ends the subscription
     */
    public Subscription listen(Consumer<? super Decision> listener) {
        // a wrapper of our own, so that one listener may be registered twice and give up each place alone
        Consumer<Decision> place = listener::accept;
        listeners.add(place);
        return () -> listeners.remove(place);
    }

    /**
     * Keeps decisions in a file as well, one JSON object a line, from now on. At most about 8 MiB are kept in two files. If
     * the directory cannot be written, that is logged once and the journal goes on in memory.
     *
     * @param directory where {@code journal.jsonl} is written; made if it is not there
     * @param io writes, so that whoever records does not wait for a disk
     * @return ends the writing
     */
    public Subscription keepIn(Path directory, ExecutorService io) {
        return listen(new JournalFile(directory, io));
    }

    private List<Decision> newest(int most, Predicate<Decision> wanted) {
        if (most < 0) {
            throw new IllegalArgumentException("journal: most must be >= 0, was " + most + "; use 0 for none");
        }
        List<Decision> all;
        synchronized (ring) {
            all = new ArrayList<>(ring);
        }
        List<Decision> matching = all.stream().filter(wanted).toList();
        return matching.subList(Math.max(0, matching.size() - most), matching.size());
    }

    /** A listener's place; closing gives it up. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
