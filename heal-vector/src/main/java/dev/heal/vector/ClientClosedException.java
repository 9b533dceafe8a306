package dev.heal.vector;

/** The host closed its client and goes on asking: no matter of the server's. */
final class ClientClosedException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    ClientClosedException(String collection, int clients) {
        super("collection '" + collection + "': the client must be open, "
                + (clients == 1 ? "was closed" : "all " + clients + " were closed")
                + "; close Heal first and the client after it, or build a new client and a new QdrantSearch");
    }
}
