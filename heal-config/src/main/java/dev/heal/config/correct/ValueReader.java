package dev.heal.config.correct;

import dev.heal.config.schema.Key;
import dev.heal.config.schema.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a value by the type of its key. Pure. */
final class ValueReader {

    private ValueReader() {}

    static Reading read(Asked asked) {
        Key key = asked.key();
        Reading expression = expression(asked);
        if (expression != null) {
            return expression;
        } else if (key.type() == ValueType.STRING || key.type() == ValueType.SECRET) {
            return Texts.read(asked);
        } else if (key.type() == ValueType.PATH) {
            return Texts.path(asked);
        } else if (key.type() == ValueType.CLASS_LIST) {
            return Texts.classes(asked);
        }
        String text = Noise.plainlyStripped(asked.text());
        if (Words.withoutInvisible(Words.stripped(text)).isEmpty()) {
            return key.never()
                    ? Reading.refused("N1", "must have a value")
                    : Reading.warned("S2", null, "has no value, so it is as if it were not there");
        } else if (key.type().isAddress()) {
            return Placeholders.isOne(text) && !text.equals("*") ? placeholder() : Addresses.read(key, asked.text());
        }
        return typed(asked.with(text));
    }

    private static Reading typed(Asked asked) {
        Key key = asked.key();
        Reading strict = strict(asked);
        if (strict.isValid()) {
            return opening(key, strict);
        } else if (key.never()) {
            return Placeholders.isOne(asked.text())
                    ? placeholder()
                    : Reading.refused("N1", "must be " + Kinds.described(key) + ", literally: it is never guessed");
        }
        Noise noise = Noise.round(asked.text());
        if (Placeholders.isOne(asked.text())
                && !strict(asked.with(noise.text())).isValid()) {
            return placeholder();
        }
        Asked clean = asked.with(noise.text());
        Reading again = noise.steps().isEmpty() ? strict : strict(clean);
        Reading reading = again.isValid() ? again : loose(clean);
        return (reading.isRefused() ? halfQuoted(clean, reading) : reading).after(noise.steps());
    }

    /** One quote without its partner means nothing, except after a duration: there it may be minutes or seconds. */
    private static Reading halfQuoted(Asked asked, Reading otherwise) {
        String text = asked.text();
        if (asked.key().type() == ValueType.DURATION || text.length() < 2) {
            return otherwise;
        }
        boolean first = "\"'`".indexOf(text.charAt(0)) >= 0;
        boolean last = "\"'`".indexOf(text.charAt(text.length() - 1)) >= 0;
        Reading bare = first != last
                ? strict(asked.with(first ? text.substring(1) : text.substring(0, text.length() - 1)))
                : otherwise;
        return bare.isValid()
                ? bare.after(List.of(Step.ofValue(Action.CORRECT, "V1", "has a quote on one side", false)))
                : otherwise;
    }

    private static Reading strict(Asked asked) {
        return switch (asked.key().type()) {
            case BOOL -> Switches.strict(asked.text());
            case ENUM, CONSTANT -> Choices.strict(asked.key(), asked.text());
            default -> Quantities.strict(asked.key(), asked.text());
        };
    }

    private static Reading loose(Asked asked) {
        return switch (asked.key().type()) {
            case BOOL -> Switches.loose(asked.text());
            case ENUM, CONSTANT -> Choices.loose(asked.key(), asked.text());
            default -> Quantities.loose(asked);
        };
    }

    /** Whoever opens something up in plain words is obeyed, and told. */
    private static Reading opening(Key key, Reading strict) {
        boolean opens = key.never()
                && key.type() == ValueType.BOOL
                && !key.byDefault().isEmpty()
                && !key.byDefault().equals(strict.value());
        return opens ? Reading.warned("N3", strict.value(), "is not the safe setting; it is obeyed") : strict;
    }

    /** In a text only a whole expression is one: what a person wrote may hold a dollar sign. */
    private static @Nullable Reading expression(Asked asked) {
        String text = asked.key().isSecret() ? asked.text() : Words.stripped(asked.text());
        boolean isText = asked.key().type().isText();
        if (!Expressions.isWhole(text)) {
            return !isText && text.contains("${") ? placeholder() : null;
        }
        String value = Expressions.whole(text, asked.variables());
        if (value == null || (asked.key().never() && asked.variables().apply(name(text)) == null)) {
            return placeholder();
        }
        return value.contains("${") ? placeholder() : read(asked.with(value));
    }

    private static String name(String expression) {
        int colon = expression.indexOf(':');
        return expression.substring(2, colon < 0 ? expression.length() - 1 : colon);
    }

    private static Reading placeholder() {
        return Reading.refused("P1", "is a placeholder that was not filled in");
    }
}
