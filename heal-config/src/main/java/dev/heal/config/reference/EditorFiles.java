package dev.heal.config.reference;

import dev.heal.config.schema.Key;
import dev.heal.config.schema.Quantity;
import dev.heal.config.schema.ValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** What editors complete and check keys by. Pure. */
final class EditorFiles {

    private final List<Key> keys;

    EditorFiles(List<Key> keys) {
        this.keys = keys;
    }

    String schema() {
        List<String> properties = new ArrayList<>();
        for (Key key : keys) {
            List<String> parts = new ArrayList<>(List.of("\"type\": " + quoted(jsonType(key))));
            if (!key.note().isEmpty()) {
                parts.add("\"description\": " + quoted(key.note()));
            }
            if (!key.byDefault().isEmpty() && !key.isSecret()) {
                parts.add("\"default\": " + value(key));
            }
            BigDecimal min = key.range().min();
            BigDecimal max = key.range().max();
            if (isNumber(key) && min != null && max != null) {
                parts.add("\"minimum\": " + Quantity.canonical(key.type(), min));
                parts.add("\"maximum\": " + Quantity.canonical(key.type(), max));
            }
            if (!key.words().isEmpty()) {
                parts.add("\"enum\": ["
                        + String.join(
                                ", ",
                                key.words().stream().map(EditorFiles::quoted).toList()) + "]");
            }
            properties.add("    " + quoted(key.name()) + ": {" + String.join(", ", parts) + "}");
        }
        return "{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"heal.properties\",\n"
                + "  \"type\": \"object\",\n  \"properties\": {\n" + String.join(",\n", properties) + "\n  }\n}\n";
    }

    String metadata() {
        List<String> properties = new ArrayList<>();
        List<String> hints = new ArrayList<>();
        for (Key key : keys) {
            List<String> parts =
                    new ArrayList<>(List.of("\"name\": " + quoted(key.name()), "\"type\": " + quoted(javaType(key))));
            if (!key.note().isEmpty()) {
                parts.add("\"description\": " + quoted(key.note()));
            }
            if (!key.byDefault().isEmpty() && !key.isSecret()) {
                parts.add("\"defaultValue\": " + value(key));
            }
            properties.add("    {" + String.join(", ", parts) + "}");
            if (!key.words().isEmpty()) {
                hints.add("    {\"name\": " + quoted(key.name()) + ", \"values\": ["
                        + String.join(
                                ", ",
                                key.words().stream()
                                        .map(word -> "{\"value\": " + quoted(word) + "}")
                                        .toList())
                        + "]}");
            }
        }
        return "{\n  \"properties\": [\n" + String.join(",\n", properties) + "\n  ],\n  \"hints\": [\n"
                + String.join(",\n", hints) + "\n  ]\n}\n";
    }

    private static boolean isNumber(Key key) {
        return key.type().isQuantity() && key.type() != ValueType.DURATION && key.type() != ValueType.SIZE;
    }

    private static String jsonType(Key key) {
        return key.type() == ValueType.BOOL
                ? "boolean"
                : !isNumber(key) ? "string" : key.range().whole() ? "integer" : "number";
    }

    private static String javaType(Key key) {
        return switch (key.type()) {
            case BOOL -> "java.lang.Boolean";
            case INT, PORT -> "java.lang.Integer";
            case PERCENT, RATIO, DECIMAL -> "java.lang.Double";
            case DURATION -> "java.time.Duration";
            default -> "java.lang.String";
        };
    }

    private static String value(Key key) {
        return key.type() == ValueType.BOOL || isNumber(key) ? key.byDefault() : quoted(key.byDefault());
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
