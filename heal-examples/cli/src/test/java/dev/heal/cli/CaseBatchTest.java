package dev.heal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class CaseBatchTest {

    private static final String KEYS = """
            key\ttype\tbare_unit\tmin\tmax\tdefault\tkind\tclamp
            shop.size\tint\t\t1\t9\t5\tsafe\tnone
            shop.pause\tduration\ts\t1s\t1h\t5s\tsafe\tnone
            shop.name\tstring\t\t\t\tx\tsafe\tnone
            """;

    private static final String CASES = """
            note\tid\tline_as_written
            x\tone\tshop.size=3
            x\ttwo\tshop.sizw=3\\nshop.pause=2 min
            x\tthree\tshop.size=3\\nshop.pause=soon
            x\tfour\tshop.name=a\\\\;\\u00e4\\tb
            x\tfive\tother=1
            """;

    @TempDir
    private Path directory;

    @Test
    void everyCaseIsAFileOfItsOwn() throws Exception {
        assertThat(run(KEYS, CASES)).isZero();
        assertThat(Files.readAllLines(directory.resolve("out.tsv")))
                .containsExactly(
                        "one\tLEAVE\tshop.size=3",
                        "two\tCORRECT\tshop.size=3; shop.pause=120000ms",
                        "three\tREFUSE\t",
                        "four\tLEAVE\tshop.name=a\\u003b\u00e4\\tb",
                        "five\tLEAVE\t");
    }

    @Test
    void tablesThatCannotBeReadAreWrongUsage() throws Exception {
        assertThat(run("nothing", CASES)).isEqualTo(2);
        assertThat(run(KEYS, "id\tother\n")).isEqualTo(2);
        assertThat(run(KEYS, "id\tline_as_written\n1\tshop.size=\\x")).isEqualTo(2);
        assertThat(command().execute("doctor", "--batch", "cases.tsv")).isEqualTo(2);
        assertThat(command().execute("doctor", "--schema", "no", "--batch", "no", "--out", "no"))
                .isEqualTo(2);
    }

    @Test
    void whatIsEscapedIsReadAgain() {
        for (String text : List.of("a;b", "\\u00e4", "\t\r\n\\", "\u2028x\u0000")) {
            assertThat(CaseBatch.unescaped(CaseBatch.escaped(text))).isEqualTo(text);
        }
    }

    private int run(String keys, String cases) throws Exception {
        Path schema = Files.writeString(directory.resolve("keys.tsv"), keys);
        Path batch = Files.writeString(directory.resolve("cases.tsv"), cases);
        Path out = directory.resolve("out.tsv");
        return command()
                .execute("doctor", "--schema", schema.toString(), "--batch", batch.toString(), "--out", out.toString());
    }

    private static CommandLine command() {
        return Main.commandLine().setErr(new PrintWriter(new StringWriter()));
    }
}
