package dev.heal.scraper.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PageParserTest {
    private static final URI URL = URI.create("http://h/docs/a.html");

    private final PageParser parser = new PageParser(Splitter.defaults());

    @Test
    void titleTextAndHeadingPathAreRead() {
        Page page =
                parse("<title> The\n title </title><body><h1>A</h1><p>one<br>two</p><h2>B</h2>three&nbsp; four\u200b!");

        assertThat(page.url()).isEqualTo(URL);
        assertThat(page.title()).isEqualTo("The title");
        assertThat(text(page)).isEqualTo("A\none\ntwo\nB\nthree four!");
    }

    @Test
    void theTitleFallsBackToTheFirstHeadingThenToTheUrl() {
        assertThat(parse("<h1>Head <i>line</i></h1>").title()).isEqualTo("Head line");
        assertThat(parse("").title()).isEqualTo("http://h/docs/a.html");
    }

    @Test
    void aPageWithoutTextHasNoChunks() {
        assertThat(parse("").chunks()).isEmpty();
        assertThat(parse("<script>x</script><nav>y</nav>").chunks()).isEmpty();
    }

    @Test
    void navigationScriptsAndSearchBoxesAreLeftOutButTheirLinksKept() {
        Page page = parse("<body><nav><a href=n.html>nav</a></nav><div class=topNav><a href=t.html>top</a></div>"
                + "<header role=banner>banner</header><script>script</script><style>style</style>"
                + "<form><input value=search><button>go</button></form><p>text</p><footer>foot</footer>");

        assertThat(text(page)).isEqualTo("text");
        assertThat(page.links())
                .containsExactly(URI.create("http://h/docs/n.html"), URI.create("http://h/docs/t.html"));
    }

    @Test
    void linksAreCanonicalOnceInOrderAndFromFramesToo() {
        Page page =
                parse("<a href='b.html#x'>1</a><a href='./b.html'>2</a><a href='#here'>3</a><a href='mailto:a@b'>4</a>"
                        + "<iframe src='frame.html'></iframe><a href='HTTP://H:80/c'>5</a>");

        assertThat(page.links())
                .containsExactly(
                        URI.create("http://h/docs/b.html"),
                        URI.create("http://h/docs/frame.html"),
                        URI.create("http://h/c"));
    }

    @Test
    void theBaseTagCounts() {
        assertThat(parse("<base href='/other/'><a href='b.html'>1</a>").links())
                .containsExactly(URI.create("http://h/other/b.html"));
    }

    @Test
    void membersOfJavadocAreSectionsAndTheirSummaryIsNotSaidTwice() {
        String detail = "Waits for a while. ".repeat(15);
        Page page = parse("<main><h1>Class Pool</h1><section class=method-summary><h2>Method Summary</h2>take</section>"
                + "<section class=method-details id=method-detail><h2>Method Details</h2>"
                + "<section class=detail id='take()'><h3>take</h3><div>" + detail + "</div></section>"
                + "<section class=detail id='give()'><h3>give</h3><div>" + detail
                + "</div></section></section></main>");

        assertThat(page.chunks())
                .extracting(Chunk::headings)
                .containsExactly(
                        List.of("Class Pool", "Method Details", "take"),
                        List.of("Class Pool", "Method Details", "give"));
        assertThat(text(page)).doesNotContain("Method Summary");
    }

    @Test
    void theSummaryStaysWhereThereAreNoDetails() {
        assertThat(text(parse("<section class=method-summary><h2>Method Summary</h2>take</section>")))
                .contains("Method Summary\ntake");
    }

    @Test
    void theHashIsOfTheTextAndNotOfTheMarkup() {
        Page page = parse("<title>T</title><!-- 10:00 --><p>some <b>text</b></p>");

        assertThat(page.contentHash()).hasSize(64);
        assertThat(parse("<title>T</title><!-- 11:00 --><div class=x>some\n text</div>")
                        .contentHash())
                .isEqualTo(page.contentHash());
        assertThat(parse("<title>T</title><p>some tests</p>").contentHash()).isNotEqualTo(page.contentHash());
        assertThat(parse("<title>U</title><p>some text</p>").contentHash()).isNotEqualTo(page.contentHash());
    }

    @Test
    void brokenHtmlIsReadAsFarAsItGoes() {
        assertThat(text(parse("<p>one <b>two <table><tr><td>three</p></b> &bogus; <unknown>four</h1 <p>five")))
                .contains("one two", "three", "four");
        assertThat(text(parse("<p>nul \0 and \ufffd"))).contains("nul", "and \ufffd");
        assertThat(parse("<div>".repeat(20_000) + "deep").title()).isNotBlank();
    }

    @Test
    void everyWordOfARandomPageIsInItsChunksInOrder() {
        Random random = new Random(5);
        for (int run = 0; run < 300; run++) {
            List<String> words = new ArrayList<>();
            String html = randomHtml(random, words);

            Page page = parse(html);

            assertThat(words(text(page))).isEqualTo(words);
            assertThat(parse(html)).isEqualTo(page);
            for (Chunk chunk : page.chunks()) {
                assertThat(chunk.text()).isNotBlank().hasSizeLessThanOrEqualTo(1200);
                if (page.chunks().size() > 1) {
                    assertThat(chunk.text()).hasSizeGreaterThanOrEqualTo(200);
                }
            }
        }
    }

    private static String randomHtml(Random random, List<String> words) {
        List<String> tags = List.of(
                "p", "div", "h1", "h2", "h3", "h4", "h5", "ul", "li", "td", "section", "pre", "dd", "blockquote");
        StringBuilder html = new StringBuilder("<title>t</title><body>");
        for (int blocks = 1 + random.nextInt(40); blocks > 0; blocks--) {
            String tag = tags.get(random.nextInt(tags.size()));
            html.append('<').append(tag).append('>');
            for (int n = random.nextInt(tag.startsWith("h") ? 8 : 120); n > 0; n--) {
                String word = "w" + words.size() + (random.nextInt(9) == 0 ? "." : "");
                words.add(word);
                html.append(random.nextInt(20) == 0 ? "<b>" + word + "</b>" : word)
                        .append(random.nextInt(9) == 0 ? "\n  " : " ");
            }
            // one end tag in eight is forgotten
            html.append(random.nextInt(8) == 0 ? "" : "</" + tag + ">");
        }
        return html.toString();
    }

    private static List<String> words(String text) {
        return text.isBlank() ? List.of() : Arrays.asList(text.strip().split("\\s+"));
    }

    private static String text(Page page) {
        return page.chunks().stream().map(Chunk::text).collect(Collectors.joining("\n"));
    }

    private Page parse(String html) {
        return parser.parse(URL, html);
    }
}
