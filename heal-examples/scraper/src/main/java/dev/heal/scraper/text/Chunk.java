package dev.heal.scraper.text;

import java.util.List;

/**
 * A piece of a page.
 *
 * @param index place in the page, from 0
 * @param headings path to it, outermost first, without the page's title; may be empty
 * @param text never blank; lines are paragraphs, and headings within the piece are lines too
 */
public record Chunk(int index, List<String> headings, String text) {
    /** Copies the list. */
    public Chunk {
        headings = List.copyOf(headings);
    }
}
