package dev.heal.cli;

import dev.heal.config.ConfigCheck;
import dev.heal.config.correct.Action;
import dev.heal.config.correct.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code heal doctor} prints: each line with a caret, what was understood, what is in effect, how to silence it. Pure. */
final class DoctorReport {

    private DoctorReport() {}

    static List<String> lines(String name, ConfigCheck check, List<ConfigCheck.Change> changes) {
        List<String> lines = new ArrayList<>();
        for (Finding finding : check.findings()) {
            lines.addAll(lines(name, check, finding));
            lines.add("");
        }
        if (!changes.isEmpty()) {
            lines.add("written to " + name + ":");
            for (ConfigCheck.Change change : changes) {
                lines.add("@@ line " + change.line() + " @@");
                lines.add("-" + change.before());
                lines.add("+" + change.after());
            }
            lines.add("");
        }
        lines.add(summary(name, check));
        return lines;
    }

    private static List<String> lines(String name, ConfigCheck check, Finding finding) {
        List<String> lines = new ArrayList<>();
        Finding.Place place = finding.place();
        String shown = check.shown(finding);
        lines.add(name + ":" + place.line() + ":" + place.column() + ": " + verb(finding.action()) + " ("
                + finding.rule() + "): " + finding.why());
        lines.add("  " + shown);
        int start = Math.min(place.column(), shown.length() + 1);
        int length = Math.max(1, Math.min(place.end(), shown.length() + 1) - start);
        lines.add("  " + " ".repeat(start - 1) + "^".repeat(length));
        if (!finding.now().isEmpty()) {
            lines.add("  understood: " + finding.now());
        }
        if (!finding.suggestions().isEmpty()) {
            lines.add("  meant may be: " + String.join(", ", finding.suggestions()));
        }
        String effect = check.inEffect(finding.key());
        lines.add(
                "  in effect: " + (effect.isEmpty() ? "nothing, the line is not used" : finding.key() + "=" + effect));
        lines.add("  to silence this: " + silence(finding));
        return lines;
    }

    private static String verb(Action action) {
        return switch (action) {
            case CORRECT -> "corrected";
            case REFUSE -> "refused";
            default -> "warning";
        };
    }

    private static String silence(Finding finding) {
        if (finding.action() == Action.CORRECT) {
            return finding.place().hidden() ? "write it as it is understood" : "write " + finding.now();
        } else if (!finding.suggestions().isEmpty()) {
            return "write " + finding.suggestions().get(0) + ", or remove the line";
        }
        return switch (finding.rule()) {
            case "V3" -> "write the unit: " + finding.now();
            case "D1", "K1" -> "remove one of the lines";
            case "N3", "X3" -> "nothing to do if it is meant";
            default -> "correct or remove the line";
        };
    }

    private static String summary(String name, ConfigCheck check) {
        if (check.findings().isEmpty()) {
            return name + ": every line is in effect as it is written";
        }
        return name + ": " + count(check, Action.CORRECT) + " corrected, " + count(check, Action.WARN) + " warnings, "
                + count(check, Action.REFUSE)
                + " refused; environment variables and system properties stand above the file";
    }

    private static long count(ConfigCheck check, Action action) {
        return check.findings().stream().filter(f -> f.action() == action).count();
    }

    static String json(String name, ConfigCheck check, List<ConfigCheck.Change> changes) {
        String findings = check.findings().stream()
                .map(f -> "{"
                        + String.join(
                                ",",
                                List.of(
                                        pair("action", f.action().toString()),
                                        pair("rule", f.rule()),
                                        "\"line\":" + f.place().line(),
                                        "\"column\":" + f.place().column(),
                                        pair("text", check.shown(f)),
                                        pair("key", f.key()),
                                        pair("was", f.was()),
                                        pair("now", f.now()),
                                        pair("inEffect", check.inEffect(f.key())),
                                        pair("why", f.why()),
                                        "\"suggestions\":"
                                                + f.suggestions().stream()
                                                        .map(DoctorReport::quoted)
                                                        .collect(Collectors.joining(",", "[", "]"))))
                        + "}")
                .collect(Collectors.joining(",", "[", "]"));
        String written = changes.stream()
                .map(c -> "{\"line\":" + c.line() + "," + pair("before", c.before()) + "," + pair("after", c.after())
                        + "}")
                .collect(Collectors.joining(",", "[", "]"));
        return "{" + pair("file", name) + ",\"findings\":" + findings + ",\"written\":" + written + "}";
    }

    private static String pair(String name, String value) {
        return quoted(name) + ":" + quoted(value);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
