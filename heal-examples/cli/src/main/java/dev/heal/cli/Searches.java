package dev.heal.cli;

import dev.heal.scraper.Scraper;
import dev.heal.vector.SearchResult;
import dev.heal.vector.VectorHit;
import java.util.List;
import java.util.Locale;

/** Asks the application and prints what it answers: title, score, source and age. */
final class Searches {

    private static final int LIMIT = 5;
    private static final int SNIPPET = 100;
    private static final char HEADING = '>';

    private final Scraper scraper;
    private final Terminal terminal;
    private int asked;
    private int answered;

    Searches(Scraper scraper, Terminal terminal) {
        this.scraper = scraper;
        this.terminal = terminal;
    }

    void askAll(List<String> queries) {
        queries.forEach(this::ask);
    }

    void ask(String query) {
        asked++;
        terminal.line("");
        terminal.line("? " + query);
        try {
            SearchResult result = scraper.search(query, LIMIT);
            answered++;
            terminal.line(String.format(
                    Locale.ROOT,
                    "  %d hits, %s, %d s old%s",
                    result.hits().size(),
                    result.source(),
                    result.age().toSeconds(),
                    result.reason().isEmpty() ? "" : ", " + result.reason()));
            result.hits().forEach(this::print);
        } catch (RuntimeException e) {
            terminal.line("  no answer: " + e.getMessage());
        }
    }

    void prompt() {
        terminal.line("");
        terminal.line("search for (empty line to end):");
    }

    int asked() {
        return asked;
    }

    int answered() {
        return answered;
    }

    private void print(VectorHit hit) {
        String text = hit.text("text").replaceAll("\\s+", " ");
        terminal.line(String.format(
                Locale.ROOT, "  %.3f  %s", hit.score(), subject(hit.text("title"), hit.text("headings"))));
        terminal.line("         " + (text.length() > SNIPPET ? text.substring(0, SNIPPET) + " …" : text));
    }

    /** The page and the last heading on the way to the chunk: {@code HikariConfig > setMaximumPoolSize}. */
    static String subject(String title, String headings) {
        String page = title.replaceFirst("\\s*\\([^()]*\\)$", "");
        String last = headings.substring(headings.lastIndexOf(HEADING) + 1).replaceFirst("^ ", "");
        return last.isEmpty() || last.endsWith(page) ? page : page + " > " + last;
    }
}
