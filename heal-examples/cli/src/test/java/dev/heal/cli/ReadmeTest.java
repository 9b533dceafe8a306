package dev.heal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README shows is what the build compiles and runs. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..", "..");
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|#)([^)#\\s]+)(#[^)]*)?\\)");

    @Test
    void theLinesOfCodeAreThoseThatATestRuns() throws IOException {
        String source = Files.readString(
                ROOT.resolve("heal-examples/scraper/src/test/java/dev/heal/scraper/FrontDoorTest.java"));
        String lines = source.substring(source.indexOf("// README begin"), source.indexOf("// README end"));
        List<String> compiled = lines.lines()
                .skip(1)
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();

        assertThat(block("java").get(0).stream().map(String::strip).filter(line -> !line.isEmpty()))
                .containsExactlyElementsOf(
                        Stream.concat(compiled.stream(), Stream.of("}")).toList());
    }

    @Test
    void theFirstCodeBeginsByLine25() throws IOException {
        assertThat(readme().indexOf("```java")).isBetween(1, 24);
    }

    @Test
    void runAndTestAreOneCommandEach() throws IOException {
        assertThat(commands("run")).hasSize(1);
        assertThat(commands("test")).containsExactly("./mvnw verify");
        assertThat(Files.readString(ROOT.resolve(".ci/run")).lines()).last().isEqualTo("./mvnw verify");
    }

    @Test
    void everyLinkOfEveryPageLeadsToAFile() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md"), ROOT.resolve(".github/CONTRIBUTING.md")));
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).forEach(pages::add);
        }
        List<String> broken = new ArrayList<>();
        for (Path page : pages) {
            Matcher links = LINK.matcher(Files.readString(page));
            while (links.find()) {
                if (!Files.exists(page.resolveSibling(links.group(1)))) {
                    broken.add(page + " -> " + links.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }

    private static List<String> commands(String section) throws IOException {
        List<String> commands = new ArrayList<>();
        boolean inside = false;
        boolean code = false;
        for (String line : readme()) {
            if (line.startsWith("## ")) {
                inside = line.toLowerCase(Locale.ROOT).startsWith("## " + section);
            } else if (inside && line.startsWith("```")) {
                code = !code;
            } else if (inside && code && !line.isBlank()) {
                commands.add(line);
            }
        }
        return commands;
    }

    private static List<List<String>> block(String language) throws IOException {
        List<List<String>> blocks = new ArrayList<>();
        List<String> current = null;
        for (String line : readme()) {
            if (current == null && line.equals("```" + language)) {
                current = new ArrayList<>();
            } else if (current != null && line.startsWith("```")) {
                blocks.add(current);
                current = null;
            } else if (current != null) {
                current.add(line);
            }
        }
        return blocks;
    }

    private static List<String> readme() throws IOException {
        return Files.readAllLines(ROOT.resolve("README.md"));
    }
}
