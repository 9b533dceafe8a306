package dev.heal.scraper.text;

import java.net.URI;
import java.util.List;

/**
 * What a crawler keeps of a page.
 *
 * @param url where it was found
 * @param title never blank
 * @param contentHash SHA-256 in hex of title and text, so that new markup around the same text is no change
 * @param links canonical targets of all its links, in order, each once
 * @param chunks its text in pieces, in order; empty for a page without text
 */
public record Page(URI url, String title, String contentHash, List<URI> links, List<Chunk> chunks) {
    /** Copies the lists. */
    public Page {
        links = List.copyOf(links);
        chunks = List.copyOf(chunks);
    }
}
