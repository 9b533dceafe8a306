package dev.heal.chaos.app;

/** The application's way to its servers. Safe for use by many threads. */
interface Stores extends AutoCloseable {

    /** How many documents a search asks for. */
    int LIMIT = 10;

    /** Finds documents. */
    Answer search(String text) throws Exception;

    /**
     * Fetches a page of the site, and stores it as a document in PostgreSQL, then in the vector server; it is acknowledged by
     * returning.
     */
    void crawl(long page) throws Exception;

    @Override
    void close();
}
