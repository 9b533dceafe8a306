package dev.heal.config;

import dev.heal.GuardSettings;
import dev.heal.Heal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds keys below {@code heal.} that nothing reads: a line without effect must not go unnoticed. */
final class UnknownKeys {

    private static final String ROOT = "heal";
    private static final String GUARD = ROOT + ".guard.";

    private final Set<String> known = new TreeSet<>();
    private final List<String> ofGuard = new ArrayList<>();

    UnknownKeys() {
        known.addAll(Binder.keys(ROOT, Heal.Options.class));
        known.addAll(Binder.keys(ROOT, GuardSettings.class));
        Binder.keys("", GuardSettings.class).forEach(ofGuard::add);
    }

    List<ConfigReport.Problem> in(PropertiesFile file) {
        List<ConfigReport.Problem> problems = new ArrayList<>();
        file.entries().forEach((key, entry) -> {
            if ((key.equals(ROOT) || key.startsWith(ROOT + ".")) && !isKnown(key)) {
                problems.add(new ConfigReport.Problem(
                        file.name() + ":" + entry.line(), key, "unknown key, has no effect; " + near(key)));
            }
        });
        return problems;
    }

    private boolean isKnown(String key) {
        if (!key.startsWith(GUARD)) {
            return known.contains(key);
        }
        // a guard's name may itself contain dots, so the end decides
        return ofGuard.stream().anyMatch(end -> key.endsWith(end) && key.length() > GUARD.length() - 1 + end.length());
    }

    private String near(String key) {
        String section = key.substring(0, Math.max(0, key.lastIndexOf('.') + 1));
        List<String> siblings =
                known.stream().filter(k -> k.startsWith(section)).toList();
        return siblings.isEmpty() || section.isEmpty() || section.equals(ROOT + ".")
                ? "known sections: heal.guard.NAME, heal.deadline, heal.breaker, heal.retry, heal.cache, heal.mode,"
                        + " heal.state-dir"
                : "known here: " + String.join(", ", siblings);
    }
}
