package dev.heal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DoctorCommandTest {

    private final StringWriter out = new StringWriter();

    @TempDir
    private Path directory;

    @Test
    void aFileThatIsInEffectAsItIsWrittenIsFine() throws Exception {
        assertThat(run("heal.retry.max-attempts=3\n")).isZero();
        assertThat(out.toString()).isEqualTo("heal.properties: every line is in effect as it is written\n");
    }

    @Test
    void everyFindingShowsTheLineWithACaretAndWhatIsMadeOfIt() throws Exception {
        assertThat(run("# mine\nheal.brekaer.window=30\nheal.retry.max-wait=2 sec\nheal.retry.budget=lots\n"))
                .isEqualTo(1);
        assertThat(out.toString()).isEqualTo("""
                        heal.properties:2:1: corrected (K3): has 'brekaer' for 'breaker'
                          heal.brekaer.window=30
                          ^^^^^^^^^^^^^^^^^^^
                          understood: heal.breaker.window
                          in effect: heal.breaker.window=30
                          to silence this: write heal.breaker.window

                        heal.properties:3:21: corrected (V2): is another spelling of the quantity
                          heal.retry.max-wait=2 sec
                                              ^^^^^
                          understood: 2000ms
                          in effect: heal.retry.max-wait=2000ms
                          to silence this: write 2000ms

                        heal.properties:4:19: refused (V9): must be a number in [0, 100]
                          heal.retry.budget=lots
                                            ^^^^
                          in effect: heal.retry.budget=50 (the default)
                          to silence this: correct or remove the line

                        heal.properties: 2 corrected, 0 warnings, 1 refused; environment variables and system properties\
                         stand above the file
                        """);
    }

    @Test
    void onlyFixWritesAndOnlyWhatHasOneReading() throws Exception {
        String before = "# mine\r\nheal.brekaer.window = 30   \r\nheal.retry.max-wait=2 sec\r\nheal.retry.budget=lots";
        assertThat(run(before)).isEqualTo(1);
        assertThat(Files.readString(file())).isEqualTo(before);

        assertThat(run(before, "--fix")).isEqualTo(1);

        assertThat(Files.readString(file()))
                .isEqualTo(
                        "# mine\r\nheal.breaker.window = 30   \r\nheal.retry.max-wait=2000ms\r\nheal.retry.budget=lots");
        assertThat(out.toString())
                .contains("@@ line 2 @@\n-heal.brekaer.window = 30   \n+heal.breaker.window = 30   \n")
                .contains("@@ line 3 @@\n-heal.retry.max-wait=2 sec\n+heal.retry.max-wait=2000ms\n");
        try (var files = Files.list(directory)) {
            assertThat(files).containsExactly(file());
        }
    }

    @Test
    void aLinkIsNotWritten() throws Exception {
        Path target = Files.writeString(directory.resolve("target"), "heal.brekaer.window=30");
        Path link = Files.createSymbolicLink(directory.resolve("link"), target);

        assertThat(command("doctor", link.toString(), "--fix")).isEqualTo(2);
        assertThat(Files.readString(target)).isEqualTo("heal.brekaer.window=30");
    }

    @Test
    void jsonIsOneDocument() throws Exception {
        assertThat(run("heal.retry.max-wait=2 sec", "--json")).isEqualTo(1);
        assertThat(out.toString())
                .isEqualTo(
                        "{\"file\":\"heal.properties\",\"findings\":[{\"action\":\"CORRECT\",\"rule\":\"V2\",\"line\":1,"
                                + "\"column\":21,\"text\":\"heal.retry.max-wait=2 sec\",\"key\":\"heal.retry.max-wait\","
                                + "\"was\":\"2 sec\",\"now\":\"2000ms\",\"inEffect\":\"2000ms\","
                                + "\"why\":\"is another spelling of the quantity\",\"suggestions\":[]}],\"written\":[]}\n");
    }

    @Test
    void noSecretIsPrinted() throws Exception {
        String lines = """
                scraper.jdbc-ulr=jdbc:postgresql://h/d?user=a&password=hunter2a
                heal.pasword=hunter2b
                scraper.redis-uri=redis://u:hunter2c@h:1 x
                heal.retry.token=hunter2d
                "heal.api-key": "hunter2e"
                """;
        for (String option : new String[] {"--json", "--fix"}) {
            assertThat(run(lines, option)).isEqualTo(1);
        }
        assertThat(out.toString()).contains("scraper.redis-uri").doesNotContain("hunter2");
    }

    @Test
    void aFileThatIsNotThereIsWrongUsage() {
        assertThat(command("doctor", directory.resolve("none").toString())).isEqualTo(2);
        assertThat(command("doctor")).isEqualTo(2);
    }

    private Path file() {
        return directory.resolve("heal.properties");
    }

    private int run(String lines, String... options) throws Exception {
        Files.writeString(file(), lines);
        String[] args = new String[options.length + 2];
        args[0] = "doctor";
        args[1] = file().toString();
        System.arraycopy(options, 0, args, 2, options.length);
        return command(args);
    }

    private int command(String... args) {
        return Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(new StringWriter()))
                .execute(args);
    }
}
