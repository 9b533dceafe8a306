package dev.heal.scraper.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
    private final Links links = new Links(URI.create("http://H:80/docs/index.html#top"), Links.JAVADOC_NOISE);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://h/docs/",
                "http://h/docs/a/B.html",
                "http://h/docs/package-summary.html",
                "http://h/docs/Use.html"
            })
    void pagesBelowTheStartAreFollowed(String url) {
        assertThat(links.follows(URI.create(url))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://h/docs/a.html",
                "http://h:8080/docs/a.html",
                "http://h.evil/docs/a.html",
                "http://h/docs2/a.html",
                "http://h/",
                "http://h/docs/class-use/A.html",
                "http://h/docs/a/class-use/A.html",
                "http://h/docs/index-files/index-1.html",
                "http://h/docs/help-doc.html",
                "http://h/docs/overview-tree.html",
                "http://h/docs/a/package-tree.html",
                "http://h/docs/a/package-use.html",
                "http://h/docs/index-all.html",
                "http://h/docs/index.html?a/B.html"
            })
    void otherSitesAndNoiseAreNot(String url) {
        assertThat(links.follows(URI.create(url))).isFalse();
    }

    @Test
    void eachPageIsSelectedOnceInOrder() {
        URI a = URI.create("http://h/docs/a");
        URI b = URI.create("http://h/docs/b");

        assertThat(links.select(List.of(b, a, URI.create("http://x/"), b))).containsExactly(b, a);
    }

    @Test
    void excludesAreTheCallersChoice() {
        Links all = new Links(links.start(), List.of());

        assertThat(all.follows(URI.create("http://h/docs/class-use/A.html"))).isTrue();
    }

    @Test
    void aStartThatIsNoHttpUrlIsRefused() {
        assertThatThrownBy(() -> new Links(URI.create("file:///docs"), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("crawl 'start'")
                .hasMessageContaining("file:///docs");
    }
}
