package dev.heal.jdbc.generator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The delegates in the main code are what the generator writes. */
final class DelegatesTest {

    private static final Path SOURCES = Path.of(System.getProperty("basedir", ""), "src/main/java");

    @Test
    void theDelegatesAreFresh() throws IOException {
        if (Boolean.getBoolean("heal.generate")) {
            DelegateGenerator.write(SOURCES);
        }
        for (Delegate delegate : Delegate.ALL) {
            List<String> now = delegate.source().lines().toList();
            List<String> committed = Files.readAllLines(DelegateGenerator.file(SOURCES, delegate));
            assertThat(committed)
                    .as(
                            "%s as the generator writes it on Java %s; if a later Java has other methods in %s, keep those of 17,"
                                    + " else run the test with -Dheal.generate=true",
                            delegate.name(),
                            Runtime.version().feature(),
                            delegate.jdbc().getName())
                    .containsExactlyElementsOf(now);
        }
    }
}
