package dev.heal.scraper.store;

import dev.heal.Guard;
import dev.heal.jdbc.HealingDataSource;
import dev.heal.scraper.text.Page;
import dev.heal.scraper.web.Validators;
import dev.heal.vector.Embedder;
import dev.heal.vector.QdrantSearch;
import io.qdrant.client.grpc.Points.PointStruct;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pages in both stores. A page is marked as not stored before the first write to Qdrant and as stored after the last
 * one, and every step may be repeated, so whatever is cut short is done again by the next visit. How long a server that is
 * away is waited for is up to the guards.
 *
 * <p>Of pages with the same text, the one with the smallest URL holds the chunks and the others point to it: the outcome
 * does not depend on the order in which they were met. Safe for use by many threads of one process.
 */
public final class PageStore {

    private final PageTable table;
    private final ChunkPoints points;
    private final Embedder embedder;
    /** One page at a time: pages with the same text must agree on who holds it. */
    private final ReentrantLock writing = new ReentrantLock();

    /**
     * A store.
     *
     * @param db where the table of pages is
     * @param guard the guard of that database
     * @param docs the collection of chunks, with vectors named {@code dense} and {@code sparse}
     * @param embedder turns chunks into vectors
     */
    public PageStore(HealingDataSource db, Guard guard, QdrantSearch docs, Embedder embedder) {
        this.table = new PageTable(db, guard);
        this.points = new ChunkPoints(docs, embedder);
        this.embedder = embedder;
    }

    /** Makes the table if it is not there. */
    public void prepare() throws SQLException {
        table.create();
    }

    /** What is known of a page. */
    public Optional<PageRow> find(URI url) throws SQLException {
        return table.find(url);
    }

    /**
     * Stores a page, if it is not stored as it is.
     *
     * @param page the page as it is now
     * @param validators what the site said to ask again with
     * @return what became of it, and which other pages have to be visited again because of it
     */
    public Stored store(Page page, Validators validators) throws SQLException {
        Optional<PageRow> seen = table.find(page.url());
        // the slow part, outside the lock; wasted only if another worker stores the same page right now
        List<PointStruct> embedded = seen.isPresent() && isCurrent(seen.get(), page) ? List.of() : points.embed(page);
        writing.lock();
        try {
            Optional<PageRow> before = table.find(page.url());
            if (before.isPresent() && isCurrent(before.get(), page)) {
                int chunks = before.get().chunks();
                table.write(row(page, validators, chunks, before.get().canonical(), true));
                return new Stored(Outcome.UNCHANGED, chunks, List.of());
            }
            return changed(page, embedded, validators, before);
        } finally {
            writing.unlock();
        }
    }

    private Stored changed(Page page, List<PointStruct> embedded, Validators validators, Optional<PageRow> before)
            throws SQLException {
        List<URI> again = before.isPresent() ? release(before.get()) : List.of();
        int chunksBefore = before.map(PageRow::chunks).orElse(0);
        List<PageRow> holders = table.holders(hash(page), page.url());
        for (PageRow holder : holders) {
            if (precedes(holder.url(), page.url())) {
                pointTo(holder.url(), page, validators, chunksBefore);
                return new Stored(Outcome.DUPLICATE, 0, again);
            }
        }
        hold(page, embedded, validators, chunksBefore);
        for (PageRow larger : holders) {
            demote(larger, page.url());
        }
        return new Stored(before.isPresent() ? Outcome.CHANGED : Outcome.NEW, embedded.size(), again);
    }

    /**
     * Forgets a page that is no longer on the site.
     *
     * @param url the page
     * @return which other pages have to be visited again because of it; empty also if the page was not known
     */
    public List<URI> remove(URI url) throws SQLException {
        writing.lock();
        try {
            Optional<PageRow> row = table.find(url);
            if (row.isEmpty()) {
                return List.of();
            }
            List<URI> again = release(row.get());
            table.write(unsettled(row.get()));
            points.deleteFrom(url, 0);
            table.delete(url);
            return again;
        } finally {
            writing.unlock();
        }
    }

    private boolean isCurrent(PageRow before, Page page) {
        return before.stored() && before.contentHash().equals(hash(page));
    }

    private void hold(Page page, List<PointStruct> embedded, Validators validators, int chunksBefore)
            throws SQLException {
        int chunks = page.chunks().size();
        table.write(row(page, validators, Math.max(chunks, chunksBefore), null, false));
        points.write(embedded);
        if (chunksBefore > chunks) {
            points.deleteFrom(page.url(), chunks);
        }
        table.write(row(page, validators, chunks, null, true));
    }

    private void pointTo(URI canonical, Page page, Validators validators, int chunksBefore) throws SQLException {
        if (chunksBefore > 0) {
            table.write(row(page, validators, chunksBefore, canonical, false));
            points.deleteFrom(page.url(), 0);
        }
        table.write(row(page, validators, 0, canonical, true));
    }

    private void demote(PageRow larger, URI canonical) throws SQLException {
        table.write(unsettled(larger));
        points.deleteFrom(larger.url(), 0);
        table.write(new PageRow(
                larger.url(),
                larger.title(),
                larger.contentHash(),
                larger.validators(),
                0,
                canonical,
                larger.links(),
                larger.stored()));
    }

    /** Before a page stops holding its text, those that point to it are marked for another visit. */
    private List<URI> release(PageRow holder) throws SQLException {
        List<URI> again = new ArrayList<>();
        for (PageRow duplicate : table.duplicatesOf(holder.url())) {
            table.write(unsettled(duplicate));
            again.add(duplicate.url());
        }
        return again;
    }

    private static PageRow unsettled(PageRow row) {
        return new PageRow(
                row.url(),
                row.title(),
                row.contentHash(),
                row.validators(),
                row.chunks(),
                row.canonical(),
                row.links(),
                false);
    }

    private PageRow row(Page page, Validators validators, int chunks, @Nullable URI canonical, boolean stored) {
        return new PageRow(page.url(), page.title(), hash(page), validators, chunks, canonical, page.links(), stored);
    }

    /** Vectors of another model are other chunks. */
    private String hash(Page page) {
        return embedder.modelId() + ":" + page.contentHash();
    }

    private static boolean precedes(URI a, URI b) {
        return a.toString().compareTo(b.toString()) < 0;
    }

    /** What became of a page. */
    public enum Outcome {
        /** Not known before. */
        NEW,
        /** Its text is another than before. */
        CHANGED,
        /** Stored as it is. */
        UNCHANGED,
        /** Another page holds the same text. */
        DUPLICATE
    }

    /**
     * The outcome of storing a page.
     *
     * @param outcome what became of it
     * @param chunks how many chunks it holds now
     * @param again pages to visit again, because they pointed to this one's earlier text
     */
    public record Stored(Outcome outcome, int chunks, List<URI> again) {
        /** Copies the list. */
        public Stored {
            again = List.copyOf(again);
        }
    }
}
