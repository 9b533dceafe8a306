package dev.heal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The JDK's own reader of properties is the specification: whatever it accepts, means here what it means there. */
final class PropertiesFileDifferentialTest {

    private static final int FILES = 20_000;
    private static final int LONGEST = 60;
    private static final String ALPHABET =
            "\\\\\\\\\\====::##!!\n\n\n\n\r\r\t\f   uuuu0123456789abcdefkv" + "äß\u00A0\u2003\u000B\u001C\u0085\u2028$";

    @Test
    void randomFilesMeanWhatTheJdkReads() throws IOException {
        compare(FILES, 20_261_124);
    }

    @Test
    @Tag("deep")
    void aMillionRandomFilesMeanWhatTheJdkReads() throws IOException {
        compare(1_000_000, 5);
    }

    private static void compare(int files, long seed) throws IOException {
        Random random = new Random(seed);
        int accepted = 0;
        int entries = 0;
        for (int i = 0; i < files; i++) {
            String text = text(random);
            Properties expected = new Properties();
            try {
                expected.load(new StringReader(text));
            } catch (IllegalArgumentException malformed) {
                continue;
            }
            accepted++;
            entries += expected.size();
            assertThat(values(PropertiesFile.parse("f", text)))
                    .as("file %d: %s", i, escaped(text))
                    .isEqualTo(expected);
        }
        assertThat(accepted).as("files that the JDK accepts").isGreaterThan(files / 4);
        assertThat(entries).as("entries compared").isGreaterThan(files);
    }

    @Test
    void randomFilesThatTheJdkRefusesKeepTheirOtherLines() {
        Random random = new Random(7);
        for (int i = 0; i < FILES / 10; i++) {
            String text = text(random).replace("\\", "/");
            PropertiesFile broken = PropertiesFile.parse("f", text + "\nbad=\\u12\nlast=1");

            assertThat(values(broken))
                    .as(escaped(text))
                    .doesNotContainKey("bad")
                    .containsEntry("last", "1");
            assertThat(broken.problems())
                    .as(escaped(text))
                    .anySatisfy(problem -> assertThat(problem.text()).contains("four hex digits"));
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(LONGEST); left > 0; left--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }

    private static Map<String, String> values(PropertiesFile file) {
        Map<String, String> values = new HashMap<>();
        file.entries().forEach((key, entry) -> values.put(key, entry.value()));
        return values;
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(c > ' ' && c < 127 ? "" + (char) c : String.format("<%x>", c)));
        return escaped.toString();
    }
}
