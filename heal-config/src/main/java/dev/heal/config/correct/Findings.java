package dev.heal.config.correct;

import dev.heal.config.file.LogicalLine;
import dev.heal.config.schema.Key;
import dev.heal.journal.Masking;

/** Turns conclusions into findings that hold no secrets. Pure. */
final class Findings {

    private static final int LONGEST = 120;

    private Findings() {}

    static Finding of(Candidate candidate, Step step) {
        Key key = candidate.key();
        Entry entry = candidate.entry();
        LogicalLine.Span span = entry.line().span();
        boolean hidden = key == null || isSecret(key.name()) || key.isSecret();
        boolean ofKey = step.ofKey();
        Finding.Place place = new Finding.Place(
                entry.line().number(),
                ofKey ? span.keyColumn() : span.valueColumn(),
                ofKey ? span.keyEnd() : Math.max(span.valueEnd(), span.valueColumn() + 1),
                hidden);
        String value = candidate.value();
        String now = key == null || value == null ? "" : ofKey ? key.name() : shown(hidden, value);
        return new Finding(
                step.action(),
                step.rule(),
                place,
                key == null ? cut(entry.key()) : key.name(),
                ofKey ? cut(entry.key()) : shown(hidden, entry.value()),
                now,
                hidden && !ofKey && step.action() == Action.REFUSE ? "the value is not allowed here" : step.why(),
                step.suggestions());
    }

    /** Whether a key's name speaks of a secret. */
    static boolean isSecret(String name) {
        return Masking.isSecretName(name);
    }

    private static String shown(boolean hidden, String value) {
        return hidden ? Masking.MASK : cut(Masking.mask(value));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST - 3) + "...";
    }
}
