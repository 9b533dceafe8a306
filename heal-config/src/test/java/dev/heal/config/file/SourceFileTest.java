package dev.heal.config.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class SourceFileTest {

    private static final int FILES = 5_000;

    @Test
    void noByteIsLost() {
        Random random = new Random(11);
        for (int i = 0; i < FILES; i++) {
            byte[] bytes = new byte[random.nextInt(80)];
            random.nextBytes(bytes);
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = random.nextInt(4) == 0 ? (byte) "\r\n=\\".charAt(random.nextInt(4)) : bytes[j];
            }

            assertThat(SourceFile.read("f", bytes).bytes()).isEqualTo(bytes);
        }
    }

    @Test
    void aByteOrderMarkIsKeptAndIsNoPartOfTheFirstLine() {
        SourceFile file = SourceFile.read("f", "\uFEFFa=1");

        assertThat(file.hasMark()).isTrue();
        assertThat(file.logical().get(0).key()).isEqualTo("a");
        assertThat(file.bytes()).isEqualTo("\uFEFFa=1".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void keysAndValuesKnowTheirColumns() {
        LogicalLine line = SourceFile.read("f", "\n  a.b : c d\n").logical().get(0);

        assertThat(line.number()).isEqualTo(2);
        assertThat(line.span()).isEqualTo(new LogicalLine.Span(3, 6, 9, 12, true));
    }

    @Test
    void aLineThatIsNotUtf8IsMarkedAndTheOthersAreRead() {
        byte[] bytes = {'a', '=', '1', '\n', 'b', '=', (byte) 0xE4, '\n', 'c', '=', '3'};
        SourceFile file = SourceFile.read("f", bytes);

        assertThat(file.logical())
                .extracting(LogicalLine::fault)
                .containsExactly(LogicalLine.Fault.NONE, LogicalLine.Fault.BYTES, LogicalLine.Fault.NONE);
        assertThat(file.bytes()).isEqualTo(bytes);
    }

    @Test
    void aLoneBackslashIsAsGoodAsNoLine() {
        assertThat(SourceFile.read("f", "\\\n# comment\na=1").logical())
                .singleElement()
                .satisfies(line -> assertThat(line.number()).isEqualTo(3));
    }
}
