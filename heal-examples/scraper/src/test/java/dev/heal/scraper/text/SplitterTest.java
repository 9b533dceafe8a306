package dev.heal.scraper.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SplitterTest {
    private static final String LONG = "word ".repeat(50).strip(); // 249 characters

    @Test
    void sectionsOfGoodSizeAreChunksOfTheirOwn() {
        List<Chunk> chunks = Splitter.defaults().split(List.of(section("A", LONG), section("B", LONG)));

        assertThat(chunks).extracting(Chunk::headings).containsExactly(List.of("A"), List.of("B"));
        assertThat(chunks).extracting(Chunk::index).containsExactly(0, 1);
    }

    @Test
    void tinySectionsAreJoinedUnderWhatTheirPathsShare() {
        List<Chunk> chunks = Splitter.defaults()
                .split(List.of(
                        new Section(List.of("Type", "Methods", "a"), List.of("a", "does this")),
                        new Section(List.of("Type", "Methods", "b"), List.of("b", "does that")),
                        new Section(List.of("Type", "Methods", "c"), List.of("c", LONG))));

        assertThat(chunks).singleElement().satisfies(chunk -> {
            assertThat(chunk.headings()).containsExactly("Type", "Methods");
            assertThat(chunk.text()).startsWith("a\ndoes this\nb\ndoes that\nc\n");
        });
    }

    @Test
    void aHeadingWithoutTextDoesNotHideThePathBelowIt() {
        List<Chunk> chunks = Splitter.defaults()
                .split(List.of(
                        new Section(List.of("Methods"), List.of("Methods")),
                        new Section(List.of("Methods", "a"), List.of("a", LONG))));

        assertThat(chunks)
                .singleElement()
                .satisfies(chunk -> assertThat(chunk.headings()).containsExactly("Methods", "a"));
    }

    @Test
    void aHeadingWithoutTextStaysWithWhatFollowsIt() {
        List<Chunk> chunks = Splitter.defaults()
                .split(List.of(
                        section("A", LONG),
                        new Section(List.of("B"), List.of("B")),
                        new Section(List.of("B", "b"), List.of("b", "short"))));

        assertThat(chunks).singleElement().extracting(Chunk::text).asString().endsWith("\nB\nb\nshort");
        List<Chunk> longer = Splitter.defaults()
                .split(List.of(
                        section("A", LONG),
                        new Section(List.of("B"), List.of("B")),
                        new Section(List.of("B", "b"), List.of("b", LONG))));
        assertThat(longer).extracting(Chunk::headings).containsExactly(List.of("A"), List.of("B", "b"));
        assertThat(longer.get(1).text()).startsWith("B\nb\n");
    }

    @Test
    void aFewWordsBeforeTheFirstHeadingDoNotHideIt() {
        List<Chunk> chunks = Splitter.defaults()
                .split(List.of(new Section(List.of(), List.of("Package a.b")), section("Class A", LONG)));

        assertThat(chunks).singleElement().satisfies(chunk -> {
            assertThat(chunk.headings()).containsExactly("Class A");
            assertThat(chunk.text()).startsWith("Package a.b\nClass A\n");
        });
    }

    @Test
    void longTextIsCutAtParagraphsThenSentencesThenWords() {
        Splitter splitter = new Splitter(10, 40);

        assertThat(texts(splitter, "one two three four five\nsix seven eight nine ten"))
                .containsExactly("one two three four five", "six seven eight nine ten");
        assertThat(texts(splitter, "One two three four. Five six seven eight nine ten."))
                .containsExactly("One two three four.", "Five six seven eight nine ten.");
        assertThat(texts(splitter, "\u4e00".repeat(25) + "\u3002" + "\u4e8c".repeat(20)))
                .containsExactly("\u4e00".repeat(25) + "\u3002", "\u4e8c".repeat(20));
        assertThat(texts(splitter, "one two three four five six seven eight nine ten"))
                .containsExactly("one two three four five six seven", "eight nine ten");
    }

    @Test
    void aWordLongerThanAChunkIsCutButNoCharacterIs() {
        assertThat(texts(new Splitter(10, 40), "\ud83d\ude00".repeat(60)))
                .allSatisfy(text ->
                        assertThat(text.codePoints().filter(c -> c == 0x1F600)).hasSize(text.length() / 2));
    }

    @Test
    void noTextGivesNoChunks() {
        assertThat(Splitter.defaults().split(List.of())).isEmpty();
    }

    @Test
    void boundsThatCannotBeKeptAreRefused() {
        assertThatThrownBy(() -> new Splitter(200, 400))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("were 200 and 400 characters");
    }

    @Test
    void everyWordIsInOneChunkInOrderAndSizesAreInBounds() {
        Random random = new Random(11);
        for (int run = 0; run < 2_000; run++) {
            int min = 1 + random.nextInt(60);
            int max = 2 * min + 1 + random.nextInt(200);
            Splitter splitter = new Splitter(min, max);
            List<Section> sections = randomSections(random);

            List<Chunk> chunks = splitter.split(sections);

            String all = sections.stream().map(Section::text).collect(Collectors.joining(" "));
            String kept = chunks.stream().map(Chunk::text).collect(Collectors.joining(" "));
            assertThat(kept.replaceAll("\\s", "")).isEqualTo(all.replaceAll("\\s", ""));
            assertThat(splitter.split(sections)).isEqualTo(chunks);
            for (Chunk chunk : chunks) {
                assertThat(chunk.text())
                        .isNotBlank()
                        .isEqualTo(chunk.text().strip())
                        .hasSizeLessThanOrEqualTo(max);
                if (chunks.size() > 1) {
                    assertThat(chunk.text()).hasSizeGreaterThanOrEqualTo(min);
                }
            }
        }
    }

    private static List<Section> randomSections(Random random) {
        List<Section> sections = new ArrayList<>();
        for (int i = random.nextInt(8); i >= 0; i--) {
            List<String> paragraphs = new ArrayList<>(List.of("H" + i));
            for (int n = random.nextInt(4); n > 0; n--) {
                paragraphs.add(randomText(random));
            }
            sections.add(new Section(List.of("Top", "H" + i), paragraphs));
        }
        return sections;
    }

    private static String randomText(Random random) {
        StringBuilder text = new StringBuilder();
        for (int n = 1 + random.nextInt(60); n > 0; n--) {
            int length = random.nextInt(40) == 0 ? 1 + random.nextInt(400) : 1 + random.nextInt(9);
            text.append(text.length() == 0 ? "" : " ");
            random.ints(length, 'a', 'z' + 1).forEach(c -> text.append((char) c));
            text.append(random.nextInt(8) == 0 ? "." : "");
        }
        return text.toString();
    }

    private static List<String> texts(Splitter splitter, String text) {
        return splitter.split(List.of(new Section(List.of(), List.of(text)))).stream()
                .map(Chunk::text)
                .toList();
    }

    private static Section section(String heading, String text) {
        return new Section(List.of(heading), List.of(heading, text));
    }
}
