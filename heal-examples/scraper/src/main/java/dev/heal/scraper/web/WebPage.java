package dev.heal.scraper.web;

import java.net.URI;
import java.nio.charset.Charset;
import java.util.List;

/**
 * The HTML of a page.
 *
 * @param url where it was found, after redirects; relative links count from here
 * @param html the decoded text
 * @param charset what it was decoded with
 * @param validators for the next conditional request
 * @param warnings one line for each thing that was put right on the way, such as an undeclared charset; mostly empty
 */
public record WebPage(URI url, String html, Charset charset, Validators validators, List<String> warnings) {
    /** Copies the list. */
    public WebPage {
        warnings = List.copyOf(warnings);
    }
}
