package dev.heal.config;

import dev.heal.config.correct.Action;
import dev.heal.config.correct.Finding;
import dev.heal.config.schema.Key;
import dev.heal.config.schema.Schema;
import dev.heal.journal.Masking;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Turns findings into what people read: problems and corrections. Pure. */
final class FindingReport {

    private static final String GUARD = "heal.guard.";

    private final String name;
    private final Schema schema;
    private final Map<String, PropertiesFile.Entry> entries;
    private final boolean applied;

    /**
     * Over what is in effect.
     *
     * @param name the file's name
     * @param schema the keys
     * @param entries what the file states, corrected
     * @param applied whether corrections are in effect
     */
    FindingReport(String name, Schema schema, Map<String, PropertiesFile.Entry> entries, boolean applied) {
        this.name = name;
        this.schema = schema;
        this.entries = entries;
        this.applied = applied;
    }

    Understanding understanding(PropertiesFile plain, List<Finding> findings) {
        List<ConfigReport.Problem> problems = new ArrayList<>();
        List<Correction> corrections = new ArrayList<>();
        Set<String> refused = new LinkedHashSet<>();
        for (Finding finding : findings) {
            if (finding.action() == Action.CORRECT && applied) {
                corrections.add(new Correction(
                        finding.key(),
                        finding.was(),
                        finding.now(),
                        finding.place().line(),
                        finding.rule(),
                        finding.why()));
            } else {
                problems.add(problem(finding));
            }
            if (finding.action() == Action.REFUSE) {
                boolean whole = finding.key().isEmpty() && finding.rule().equals("S2");
                refused.add(whole ? Understanding.ALL : Understanding.group(meant(finding)));
            }
        }
        plain.problems().stream()
                .filter(p -> !p.key().isEmpty() && schema.key(p.key()) == null)
                .forEach(problems::add);
        refused.remove("");
        return new Understanding(new PropertiesFile(name, entries, problems), corrections, refused, schema);
    }

    private static String meant(Finding finding) {
        return finding.suggestions().isEmpty()
                ? finding.key()
                : finding.suggestions().get(0);
    }

    private ConfigReport.Problem problem(Finding finding) {
        StringBuilder text = new StringBuilder();
        Key key = schema.key(finding.key());
        if (finding.action() == Action.CORRECT) {
            text.append("'")
                    .append(finding.was())
                    .append("' would be taken for '")
                    .append(finding.now());
            text.append("', it ")
                    .append(finding.why())
                    .append(" (")
                    .append(finding.rule())
                    .append(")");
        } else {
            text.append(finding.why()).append(" (").append(finding.rule()).append(")");
            if (key != null && !finding.was().isEmpty() && !finding.was().equals(key.name())) {
                text.append(", was '").append(finding.was()).append("'");
            }
        }
        if (!finding.suggestions().isEmpty() && !finding.suggestions().contains(finding.key())) {
            text.append("; meant may be ").append(String.join(", ", finding.suggestions()));
        }
        text.append(key == null ? "; the line has no effect" : "; in effect: " + inEffect(key));
        return new ConfigReport.Problem(name + ":" + finding.place().line(), finding.key(), text.toString());
    }

    /** What a key has as far as the file decides: its own value, for a guard that of all guards, or the default. */
    private String inEffect(Key key) {
        PropertiesFile.Entry own = entries.get(key.name());
        if (own == null && key.name().startsWith(GUARD)) {
            own = entries.entrySet().stream()
                    .filter(e -> !e.getKey().startsWith(GUARD)
                            && key.name().endsWith(e.getKey().substring(HealKeys.ROOT.length())))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse(null);
        }
        String value = own == null ? key.byDefault() : own.value();
        boolean hidden = key.isSecret() || Masking.isSecretName(key.name());
        return hidden ? Masking.MASK : Masking.mask(value) + (own == null ? " (the default)" : "");
    }
}
