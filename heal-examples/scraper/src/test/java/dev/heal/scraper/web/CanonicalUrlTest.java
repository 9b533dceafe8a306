package dev.heal.scraper.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CanonicalUrlTest {
    @ParameterizedTest
    @CsvSource({
        "HTTP://Docs.Example.COM:80/a/./b/../c.html#top, http://docs.example.com/a/c.html",
        "https://example.com:443, https://example.com/",
        "https://example.com:8443/?q=1#x, https://example.com:8443/?q=1",
        "http://example.com/../../a, http://example.com/a",
        "http://example.com/a/.., http://example.com/",
        "http://example.com/%7euser/%2f%c3%a9, http://example.com/~user/%2F%C3%A9",
        "http://example.com/a b|c, http://example.com/a%20b%7Cc",
        "http://example.com/100%, http://example.com/100%25",
        "http://example.com/a\\b, http://example.com/a/b",
        "http://example.com/of(java.lang.String), http://example.com/of(java.lang.String)",
        "http://bücher.example/ü, http://xn--bcher-kva.example/%C3%BC",
        "http://[::1]:80/a, http://[::1]/a",
        "http://example.com?q, http://example.com/?q"
    })
    void onePageHasOneSpelling(String url, String expected) {
        assertThat(CanonicalUrl.of(url)).contains(URI.create(expected));
    }

    @Test
    void slashAndIndexPageAreKeptApart() {
        assertThat(CanonicalUrl.of("http://h/a"))
                .isNotEqualTo(CanonicalUrl.of("http://h/a/"))
                .isNotEqualTo(CanonicalUrl.of("http://h/a/index.html"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a.html",
                "ftp://h/a",
                "mailto:a@b",
                "http://",
                "http:///a",
                "http:a",
                "http://user:pw@h/",
                "http://h:x/",
                "http://h:99999999999/",
                "http://a..b/",
                "http://ho st/",
                "http://[::1/a",
                "javascript://h/%0aalert(1)"
            })
    void whatLeadsToNoPageIsEmpty(String url) {
        assertThat(CanonicalUrl.of(url)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "b.html, http://h/d/b.html",
        "../b.html, http://h/b.html",
        "/b.html#x, http://h/b.html",
        "//other/b, http://other/b",
        "?q=1, http://h/d/a.html?q=1",
        "'#x', http://h/d/a.html",
        "http://other:80, http://other/"
    })
    void linksAreResolvedAgainstTheirPage(String link, String expected) {
        assertThat(CanonicalUrl.resolve(URI.create("http://h/d/a.html"), link)).contains(URI.create(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"mailto:a@b.c", "javascript:void(0)", "data:text/html,x", "tel:1"})
    void linksThatAreNoPagesAreEmpty(String link) {
        assertThat(CanonicalUrl.resolve(URI.create("http://h/d/a.html"), link)).isEmpty();
    }

    @Test
    void canonicalIsStableAndNothingIsThrownWhateverIsRead() {
        Random random = new Random(7);
        String alphabet = "abC/.:?#%&=[]@\\ \u00e9\ud83d2f";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder url = new StringBuilder(random.nextInt(3) == 0 ? "" : "http://h/");
            for (int n = random.nextInt(12); n > 0; n--) {
                url.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            CanonicalUrl.resolve(URI.create("http://h/d/a.html"), url.toString())
                    .ifPresent(
                            once -> assertThat(CanonicalUrl.of(once.toString())).contains(once));
        }
    }
}
