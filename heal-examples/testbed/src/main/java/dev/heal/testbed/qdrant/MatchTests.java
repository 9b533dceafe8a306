package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.qdrant.client.grpc.Common.Match;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Match conditions on one value. Text is matched by tokens where the field has a full-text index, and as a substring
 * where it has none, as on the real server. Stateless.
 */
final class MatchTests {
    private MatchTests() {}

    static Predicate<Value> compile(Match match, @Nullable TextIndexParams textIndex) {
        return switch (match.getMatchValueCase()) {
            case KEYWORD -> {
                String wanted = match.getKeyword();
                yield value -> value.hasStringValue() && wanted.equals(value.getStringValue());
            }
            case INTEGER -> {
                long wanted = match.getInteger();
                yield value -> value.hasIntegerValue() && value.getIntegerValue() == wanted;
            }
            case BOOLEAN -> {
                boolean wanted = match.getBoolean();
                yield value -> value.hasBoolValue() && value.getBoolValue() == wanted;
            }
            case KEYWORDS -> {
                Set<String> wanted = Set.copyOf(match.getKeywords().getStringsList());
                yield value -> value.hasStringValue() && wanted.contains(value.getStringValue());
            }
            case INTEGERS -> {
                Set<Long> wanted = Set.copyOf(match.getIntegers().getIntegersList());
                yield value -> value.hasIntegerValue() && wanted.contains(value.getIntegerValue());
            }
            case EXCEPT_KEYWORDS -> {
                Set<String> unwanted = Set.copyOf(match.getExceptKeywords().getStringsList());
                yield value -> !FieldTests.isNull(value)
                        && !(value.hasStringValue() && unwanted.contains(value.getStringValue()));
            }
            case EXCEPT_INTEGERS -> {
                Set<Long> unwanted = Set.copyOf(match.getExceptIntegers().getIntegersList());
                yield value -> !FieldTests.isNull(value)
                        && !(value.hasIntegerValue() && unwanted.contains(value.getIntegerValue()));
            }
            case TEXT -> text(match.getText(), textIndex);
            case TEXT_ANY -> textAny(match.getTextAny(), textIndex);
            case PHRASE -> {
                Validation.notServed(textIndex != null, "Match.phrase on a field with a full-text index");
                yield text(match.getPhrase(), null);
            }
            case MATCHVALUE_NOT_SET -> throw Statuses.invalid("%s", "Malformed Match condition");
        };
    }

    private static Predicate<Value> text(String query, @Nullable TextIndexParams index) {
        if (index == null) {
            return value -> value.hasStringValue() && value.getStringValue().contains(query);
        }
        Set<String> wanted = tokens(query, index);
        return value -> value.hasStringValue()
                && !wanted.isEmpty()
                && tokens(value.getStringValue(), index).containsAll(wanted);
    }

    private static Predicate<Value> textAny(String query, @Nullable TextIndexParams index) {
        if (index == null) {
            String[] words = query.trim().split("\\s+");
            return value -> value.hasStringValue()
                    && Arrays.stream(words)
                            .anyMatch(word -> value.getStringValue().contains(word));
        }
        Set<String> wanted = tokens(query, index);
        return value -> value.hasStringValue()
                && tokens(value.getStringValue(), index).stream().anyMatch(wanted::contains);
    }

    private static Set<String> tokens(String text, TextIndexParams index) {
        boolean lowercase = !index.hasLowercase() || index.getLowercase();
        String separators = index.getTokenizer() == TokenizerType.Whitespace ? "\\s+" : "[^\\p{IsAlphabetic}\\p{N}]+";
        return Arrays.stream((lowercase ? text.toLowerCase(Locale.ROOT) : text).split(separators))
                .filter(token -> !token.isEmpty())
                .filter(token -> !index.hasMinTokenLen() || token.length() >= index.getMinTokenLen())
                .filter(token -> !index.hasMaxTokenLen() || token.length() <= index.getMaxTokenLen())
                .collect(Collectors.toUnmodifiableSet());
    }
}
