package dev.heal.scraper.crawl;

/** Lets one thread at a time through to a listener. */
public final class SerialListener implements CrawlListener {

    private final CrawlListener listener;

    /**
     * A listener around another one.
     *
     * @param listener hears of everything, from one thread at a time
     */
    public SerialListener(CrawlListener listener) {
        this.listener = listener;
    }

    @Override
    public synchronized void progress(int done, int known) {
        listener.progress(done, known);
    }

    @Override
    public synchronized void note(String line) {
        listener.note(line);
    }
}
