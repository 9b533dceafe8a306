package dev.heal.chaos.app;

/** The application's way to its servers. Safe for use by many threads. */
interface Stores extends AutoCloseable {

    /** How many documents a search asks for. */
    int LIMIT = 10;

    /**
     * Finds documents.
     *
     * @return where the answer came from
     */
    CallLine.Outcome search(String text) throws Exception;

    /** Stores a document in PostgreSQL, then in the vector server; it is acknowledged by returning. */
    void write(Document document) throws Exception;

    @Override
    void close();
}
