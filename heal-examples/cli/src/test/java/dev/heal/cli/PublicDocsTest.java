package dev.heal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Everything that a user of the library sees is documented. */
final class PublicDocsTest {

    private static final Path ROOT = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("../..")
            .normalize();

    @ParameterizedTest
    @ValueSource(strings = {"heal-core", "heal-config", "heal-vector", "heal-monitor", "heal-examples/testkit"})
    void everyPublicDeclarationIsDocumented(String module) throws IOException {
        List<Path> sources;
        try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
        assertThat(sources).isNotEmpty();
        try (StandardJavaFileManager manager =
                ToolProvider.getSystemJavaCompiler().getStandardFileManager(null, null, null)) {
            assertThat(DocComments.missingIn(manager.getJavaFileObjectsFromPaths(sources)))
                    .isEmpty();
        }
    }

    @Test
    void whatIsMissingIsReportedWithItsPlace() throws IOException {
        String source = """
                /** A type. */
                public class Sample<T> {
                    public static final int LIMIT = 1;
                    public Sample(int size) {}
                    /** Does it. */
                    public <X> int work(String text) throws java.io.IOException { return 0; }
                    /** @return nothing said first */
                    public int silent() { return 0; }
                    void hidden() {}
                    @Override public String toString() { return ""; }
                    /** Values. */
                    public enum Choice { ONE }
                    /** Data. */
                    public record Point(int x, int y) {
                        public Point { }
                        public Point(int both) { this(both, both); }
                    }
                    /** A port. */
                    public interface Port {
                        void call(int number);
                        interface Inner {}
                    }
                    static class Secret { public void free() {} }
                }
                """;
        assertThat(DocComments.missingIn(List.of(source("Sample", source))))
                .containsExactlyInAnyOrder(
                        "/Sample.java:2: type Sample lacks @param <T>",
                        "/Sample.java:3: field LIMIT has no doc comment",
                        "/Sample.java:4: constructor Sample has no doc comment",
                        "/Sample.java:6: method work lacks @param <X>",
                        "/Sample.java:6: method work lacks @param text",
                        "/Sample.java:6: method work lacks @return",
                        "/Sample.java:6: method work lacks @throws IOException",
                        "/Sample.java:8: method silent has no first sentence",
                        "/Sample.java:12: field ONE has no doc comment",
                        "/Sample.java:14: type Point lacks @param x",
                        "/Sample.java:14: type Point lacks @param y",
                        "/Sample.java:16: constructor Point has no doc comment",
                        "/Sample.java:20: method call has no doc comment",
                        "/Sample.java:21: type Inner has no doc comment");
    }

    @Test
    void whatIsCompleteIsNotReported() throws IOException {
        String source = """
                /**
                 * A type.
                 *
                 * @param <T> what it holds
                 */
                public final class Sample<T> {
                    /**
                     * Makes one.
                     *
                     * @param size how large
                     */
                    public Sample(int size) {}
                    /**
                     * Does it.
                     *
                     * @param text what to do
                     * @param <X> what it may throw
                     * @return how it went
                     * @throws X if it fails
                     */
                    public <X extends Exception> int work(String text) throws X, IllegalStateException { return 0; }
                    /** Just does it. */
                    protected void quiet() {}
                    private Sample() {}
                }
                """;
        assertThat(DocComments.missingIn(List.of(source("Sample", source)))).isEmpty();
    }

    private static JavaFileObject source(String name, String text) {
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
