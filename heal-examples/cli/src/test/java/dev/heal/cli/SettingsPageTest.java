package dev.heal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.config.ConfigCheck;
import dev.heal.config.reference.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of settings in the docs is the one that the records' annotations give. */
class SettingsPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "configuration.md");
    private static final String BEGIN = "<!-- settings begin -->\n";
    private static final String END = "<!-- settings end -->";

    @Test
    void theTableIsUpToDate() throws Exception {
        List<String> rows = new Reference(ConfigCheck.keys()).table();
        String page = Files.readString(PAGE);

        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
                .as("the table in docs/configuration.md")
                .isEqualTo("\n" + String.join("\n", rows) + "\n\n");
    }
}
