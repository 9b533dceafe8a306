package dev.heal.scraper.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HtmlTextTest {
    private static final String TEXT = "caf\u00e9 \u2013 na\u00efve";

    @Test
    void theHeaderWinsOverTheMetaTag() {
        byte[] bytes = ("<meta charset=utf-16>" + TEXT).getBytes(StandardCharsets.UTF_8);

        HtmlText html = HtmlText.decode(bytes, "text/html; charset=\"UTF-8\"");

        assertThat(html.text()).endsWith(TEXT);
        assertThat(html.warnings()).isEmpty();
    }

    @Test
    void theByteOrderMarkWinsOverTheHeader() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0xFF, (byte) 0xFE});
        bytes.write(TEXT.getBytes(StandardCharsets.UTF_16LE));

        HtmlText html = HtmlText.decode(bytes.toByteArray(), "text/html; charset=utf-8");

        assertThat(html.text()).isEqualTo(TEXT);
        assertThat(html.charset()).isEqualTo(StandardCharsets.UTF_16LE);
    }

    @Test
    void theMetaTagCountsWithoutAHeader() {
        String tag = "<META http-equiv=\"Content-Type\" content=\"text/html; charset=windows-1252\">";
        byte[] bytes = (tag + TEXT).getBytes(Charset.forName("windows-1252"));

        assertThat(HtmlText.decode(bytes, "text/html").text()).endsWith(TEXT);
    }

    @Test
    void undeclaredUtf8IsUtf8AndOtherBytesAreWindows1252() {
        assertThat(HtmlText.decode(TEXT.getBytes(StandardCharsets.UTF_8), null).text())
                .isEqualTo(TEXT);

        HtmlText other = HtmlText.decode(TEXT.getBytes(Charset.forName("windows-1252")), null);
        assertThat(other.text()).isEqualTo(TEXT);
        assertThat(other.warnings()).singleElement().asString().contains("read as windows-1252");
    }

    @Test
    void noBytesAreTooOdd() {
        Random random = new Random(3);
        for (int i = 0; i < 2_000; i++) {
            byte[] bytes = new byte[random.nextInt(200)];
            random.nextBytes(bytes);
            String type = random.nextBoolean() ? "text/html; charset=utf-16" : "text/html; charset=;";
            assertThat(HtmlText.decode(bytes, type).text()).isNotNull();
        }
    }
}
