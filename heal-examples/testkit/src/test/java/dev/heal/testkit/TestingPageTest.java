package dev.heal.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What docs/testing.md shows is what runs. */
final class TestingPageTest {

    @Test
    void theCodeOfThePageIsThatOfATest() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/heal/testkit/VectorStoreDownTest.java"));
        String page = Files.readString(Path.of("../../docs/testing.md"));

        assertThat(between(page, "```java\n", "```"))
                .isEqualTo(between(source, "// docs begin\n", "    // docs end") + "}\n");
    }

    private static String between(String text, String begin, String end) {
        int from = text.indexOf(begin) + begin.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
