package dev.heal.journal;

import dev.heal.settings.Settings;
import java.util.Map;

/** A decision as one JSON object on one line. The names of the fields are those of docs/journal.md and do not change. */
final class JournalLine {

    private final StringBuilder out = new StringBuilder(256);

    private JournalLine() {}

    static String of(Decision decision) {
        return new JournalLine().write(decision);
    }

    private String write(Decision d) {
        out.append("{\"id\":").append(d.id());
        text("at", d.at().toString());
        text("resource", d.resource());
        text("action", d.action());
        text("from", d.from());
        text("to", d.to());
        out.append(",\"cause\":{");
        quoted("resource").append(':');
        quoted(d.cause().resource());
        text("kind", d.cause().kind());
        text("layer", d.cause().layer());
        out.append("},\"evidence\":{");
        numbers(d.evidence());
        out.append('}');
        text("revert", d.revert());
        standing(d);
        return out.append('}').toString();
    }

    private void standing(Decision d) {
        text("mode", Settings.format(d.mode()));
        text("by", d.by());
        String reason = d.suppressedBy();
        if (reason != null) {
            text("suppressedBy", reason);
        }
        Decision.Judgement judgement = d.judgement();
        if (judgement != null) {
            out.append(",\"judges\":").append(judgement.of());
            text("verdict", Settings.format(judgement.verdict()));
        }
    }

    private void numbers(Map<String, Double> evidence) {
        String separator = "";
        for (Map.Entry<String, Double> number : evidence.entrySet()) {
            out.append(separator);
            quoted(number.getKey()).append(':');
            // JSON has no word for what is not a number
            out.append(Double.isFinite(number.getValue()) ? number.getValue().toString() : "null");
            separator = ",";
        }
    }

    private void text(String name, String value) {
        out.append(',');
        quoted(name).append(':');
        quoted(value);
    }

    private StringBuilder quoted(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || isLoneSurrogate(text, i)) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"');
    }

    /** Half a character has no UTF-8, and would cost the whole line. */
    private static boolean isLoneSurrogate(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(text.charAt(i - 1)));
    }
}
