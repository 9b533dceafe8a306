package dev.heal.scraper.text;

import java.util.List;

/**
 * The text between one heading and the next.
 *
 * @param headings path to it, outermost first, its own heading last; empty before the first heading
 * @param paragraphs its text, its own heading first
 */
record Section(List<String> headings, List<String> paragraphs) {
    Section {
        headings = List.copyOf(headings);
        paragraphs = List.copyOf(paragraphs);
    }

    /** Whether there is more than a heading. */
    boolean hasBody() {
        return paragraphs.size() > (headings.isEmpty() ? 0 : 1);
    }

    String text() {
        return String.join("\n", paragraphs);
    }
}
