package dev.heal.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.GuardSettings;
import dev.heal.Heal;
import dev.heal.settings.Setting;
import dev.heal.settings.Settings;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of settings in the docs is the one that the records' annotations give. */
class SettingsPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "configuration.md");
    private static final String BEGIN = "<!-- settings begin -->\n";
    private static final String END = "<!-- settings end -->";

    @Test
    void theTableIsUpToDate() throws Exception {
        List<String> rows = new ArrayList<>(List.of("| key | default | range | what it does |", "|---|---|---|---|"));
        rows("heal", new Heal.Options(), rows);
        rows("heal", new GuardSettings(), rows);
        String page = Files.readString(PAGE);

        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
                .as("the table in docs/configuration.md")
                .isEqualTo("\n" + String.join("\n", rows) + "\n\n");
    }

    private static void rows(String prefix, Record defaults, List<String> rows) throws ReflectiveOperationException {
        for (RecordComponent component : defaults.getClass().getRecordComponents()) {
            String key = prefix + "." + Settings.key(component.getName());
            Object value = component.getAccessor().invoke(defaults);
            Setting setting = component.getAnnotation(Setting.class);
            if (value instanceof Record nested) {
                rows(key, nested, rows);
            } else if (setting != null) {
                rows.add("| `" + key + "` | " + shown(Settings.format(value)) + " | " + range(setting) + " | "
                        + setting.value() + " |");
            }
        }
    }

    private static String shown(String value) {
        return value.isEmpty() ? "" : "`" + value + "`";
    }

    private static String range(Setting setting) {
        return setting.min().isEmpty() && setting.max().isEmpty() ? "" : setting.min() + " to " + setting.max();
    }
}
