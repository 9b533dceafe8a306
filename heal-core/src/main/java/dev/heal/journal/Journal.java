package dev.heal.journal;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last decisions, newest last, and the ones who want to hear of them. Holds at most {@link #CAPACITY} decisions of at
 * most {@link #MAX_TEXT} characters a text and {@link #MAX_NUMBERS} numbers; the oldest are dropped. Secrets are
 * {@linkplain Masking hidden} before anybody sees a decision. Safe for use by many threads.
 *
 * <p>Recording never fails. What a listener or the log throws is caught and does not disturb the other listeners or the
 * caller: exceptions of any kind, and the errors that a broken listener makes (linkage, assertion, stack overflow). Errors of
 * the whole JVM, such as being out of memory, pass through.
 */
public final class Journal {

    /** The most decisions kept in memory. */
    public static final int CAPACITY = 512;

    /** The most characters of one text of a decision; what is longer is cut and ends in {@code ...}. */
    public static final int MAX_TEXT = 2_000;

    /** The most numbers that one decision carries; the first by name are kept. */
    public static final int MAX_NUMBERS = 64;

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final Deque<Decision> ring = new ArrayDeque<>(); // guarded by ring
    private long recorded; // guarded by ring
    private final List<Consumer<? super Decision>> listeners = new CopyOnWriteArrayList<>();

    /** An empty journal. */
    public Journal() {}

    /**
     * Writes a decision down and tells the listeners, on the calling thread and outside any lock. Two threads that record
     * at once may tell a listener in either order; the numbers say which was first.
     *
     * @param decision what was decided; its number does not matter
     * @return the decision as it was written down: numbered, secrets hidden, control characters turned into spaces
     */
    public Decision record(Decision decision) {
        Decision clean = clean(decision);
        synchronized (ring) {
            clean = clean.numbered(++recorded);
            if (ring.size() == CAPACITY) {
                ring.removeFirst();
            }
            ring.addLast(clean);
        }
        Decision kept = clean;
        guarded(() -> LOG.info("{}", kept.sentence()));
        for (Consumer<? super Decision> listener : listeners) {
            guarded(() -> listener.accept(kept));
        }
        return kept;
    }

    /**
     * What became of a decision.
     *
     * @param id the {@link Decision#id} of a change
     * @return the newest decision that judges it, if there is one among the last {@link #CAPACITY}
     */
    public Optional<Decision> verdictOn(long id) {
        List<Decision> verdicts = newest(1, d -> {
            Decision.Judgement judgement = d.judgement();
            return judgement != null && judgement.of() == id;
        });
        return verdicts.stream().findFirst();
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
     * the directory cannot be written, that is logged once and the journal goes on in memory. Who records never waits for the
     * disk: up to 1,024 decisions wait for it, and those beyond are counted in the log and not written.
     *
     * @param directory where {@code journal.jsonl} is written; made if it is not there
     * @param io writes, so that whoever records does not wait for a disk
     * @return ends the writing, after what still waits was written on the closing thread
     */
    public Subscription keepIn(Path directory, ExecutorService io) {
        JournalFile file = new JournalFile(directory, io);
        Subscription place = listen(file);
        return () -> {
            place.close();
            file.drain();
        };
    }

    private static Decision clean(Decision decision) {
        Decision clean = decision.mapped(Journal::cleanText);
        return clean.evidence().size() <= MAX_NUMBERS ? clean : clean.withNumbers(MAX_NUMBERS);
    }

    private static String cleanText(String text) {
        String masked = Masking.mask(text);
        StringBuilder clean = new StringBuilder(Math.min(masked.length(), MAX_TEXT));
        for (int i = 0; i < masked.length() && i < MAX_TEXT; i++) {
            // a line break would let a text pass for a line of the log
            clean.append(Character.isISOControl(masked.charAt(i)) ? ' ' : masked.charAt(i));
        }
        return masked.length() <= MAX_TEXT
                ? clean.toString()
                : clean.replace(MAX_TEXT - 3, MAX_TEXT, "...").toString();
    }

    private static void guarded(Runnable telling) {
        try {
            telling.run();
        } catch (Exception | LinkageError | AssertionError | StackOverflowError e) {
            complain(e);
        }
    }

    private static void complain(Throwable thrown) {
        try {
            LOG.warn(
                    "journal: a listener failed ({}); the decision stands and the other listeners were told",
                    Masking.mask(thrown.toString()));
        } catch (Exception | LinkageError | AssertionError | StackOverflowError logIsBroken) {
            // nobody is left to be told, and a decision must not break the call that it is about
        }
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
