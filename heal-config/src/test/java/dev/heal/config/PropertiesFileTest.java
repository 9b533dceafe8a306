package dev.heal.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.config.PropertiesFile.Entry;
import org.junit.jupiter.api.Test;

final class PropertiesFileTest {

    @Test
    void everyEntryKnowsTheLineItStartsOn() {
        PropertiesFile file = parse("# comment\n\na=1\n\nb = 2\nc: 3\n");

        assertThat(file.entries())
                .containsEntry("a", new Entry("1", 3))
                .containsEntry("b", new Entry("2", 5))
                .containsEntry("c", new Entry("3", 6))
                .hasSize(3);
        assertThat(file.problems()).isEmpty();
    }

    @Test
    void linesEndingInCarriageReturnAndLineFeedAreCountedOnce() {
        PropertiesFile file = parse("# comment\r\n\r\na=1\r\nb=2\rc=3\n\rd=4");

        assertThat(file.entries())
                .containsEntry("a", new Entry("1", 3))
                .containsEntry("b", new Entry("2", 4))
                .containsEntry("c", new Entry("3", 5))
                .containsEntry("d", new Entry("4", 7));
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstKey() {
        assertThat(parse("\uFEFFa=1").entries()).containsOnly(java.util.Map.entry("a", new Entry("1", 1)));
    }

    @Test
    void dollarSignsAndExpressionsStayAsTheyStand() {
        assertThat(parse("a=pa$$w0rd${x}${\nb=${a}").entries())
                .containsEntry("a", new Entry("pa$$w0rd${x}${", 1))
                .containsEntry("b", new Entry("${a}", 2));
    }

    @Test
    void aDuplicateKeyIsReportedWithBothLinesAndTheLaterOneIsInEffect() {
        PropertiesFile file = parse("a=first\nb=2\na=second");

        assertThat(file.entries()).containsEntry("a", new Entry("second", 3));
        assertThat(file.problems())
                .singleElement()
                .hasToString("heal.properties:3: a: is set twice, first on line 1; this line is in effect");
    }

    @Test
    void aMalformedUnicodeEscapeTakesItsOwnLineOnly() {
        PropertiesFile file = parse("a=1\nhome=C:\\users\\me\nb=2");

        assertThat(file.entries()).containsOnlyKeys("a", "b");
        assertThat(file.problems())
                .singleElement()
                .hasToString("heal.properties:2: the line has a \\u that is not followed by four hex digits;"
                        + " it is left out. Write \\\\ for a backslash");
    }

    @Test
    void aMalformedUnicodeEscapeInAContinuedLineIsReportedOnItsFirstLine() {
        PropertiesFile file = parse("a=1,\\\n  \\uXYZW\nb=2");

        assertThat(file.entries()).containsOnlyKeys("b");
        assertThat(file.problems()).singleElement().extracting("origin").isEqualTo("heal.properties:1");
    }

    @Test
    void continuedLinesAreJoinedAndLaterLinesKeepTheirNumbers() {
        PropertiesFile file = parse("a=1,\\\n   2,\\\r\n   3\nb=4");

        assertThat(file.entries()).containsEntry("a", new Entry("1,2,3", 1)).containsEntry("b", new Entry("4", 4));
    }

    @Test
    void twoBackslashesAtTheEndAreOneAndDoNotJoin() {
        assertThat(parse("dir=C:\\\\temp\\\\\nb=2").entries())
                .containsEntry("dir", new Entry("C:\\temp\\", 1))
                .containsEntry("b", new Entry("2", 2));
    }

    @Test
    void aCommentThatEndsInABackslashDoesNotSwallowTheNextLine() {
        assertThat(parse("# C:\\temp\\\na=1\n  ! also\\\nb=2").entries())
                .containsEntry("a", new Entry("1", 2))
                .containsEntry("b", new Entry("2", 4));
    }

    @Test
    void aKeyThatLooksIndentedByAnotherKindOfSpaceIsNoComment() {
        // only blank, tab and form feed are white space here; elsewhere a # is a character of the key
        assertThat(parse("\u2003#a=1,\\\n2\nb=3").entries())
                .containsEntry("\u2003#a", new Entry("1,2", 1))
                .containsEntry("b", new Entry("3", 3));
    }

    @Test
    void aBackslashAtTheEndOfTheFileJoinsNothing() {
        assertThat(parse("a=1\\").entries()).containsEntry("a", new Entry("1", 1));
    }

    private static PropertiesFile parse(String text) {
        return PropertiesFile.parse(Given.NAME, text);
    }
}
