package dev.heal.testbed.qdrant;

import io.grpc.Status;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Fault commands as lines of text:
 *
 * <pre>
 * fail 0.3 UNAVAILABLE seed=7
 * fail 1 RESOURCE_EXHAUSTED retry-after=2
 * delay 200ms
 * refuse-writes
 * clear
 * </pre>
 *
 * <p>In {@code fail}, {@code seed} is 0 if not given and every other {@code name=value} is a trailer. Stateless.
 */
final class ControlCommands {
    private ControlCommands() {}

    /** Carries out one line; throws {@link IllegalArgumentException} that says what is wrong with it. */
    static void apply(String line, QdrantFaults faults) {
        List<String> words = Arrays.asList(line.trim().split("\\s+"));
        switch (words.get(0)) {
            case "fail" -> faults.fail(failure(line, words));
            case "delay" -> {
                requireWords(line, words, 2);
                faults.delay(CommandLine.duration("command 'delay'", words.get(1)));
            }
            case "refuse-writes" -> {
                requireWords(line, words, 1);
                faults.refuseWrites();
            }
            case "clear" -> {
                requireWords(line, words, 1);
                faults.clear();
            }
            default -> throw wrong(line, "is not known; use fail, delay, refuse-writes or clear");
        }
    }

    private static QdrantFaults.Failure failure(String line, List<String> words) {
        if (words.size() < 3) {
            throw wrong(line, "must have a probability and a code; use for example fail 0.3 UNAVAILABLE seed=7");
        }
        Map<String, String> settings = new TreeMap<>();
        for (String word : words.subList(3, words.size())) {
            int equals = word.indexOf('=');
            if (equals <= 0) {
                throw wrong(line, "must have name=value after the code, was '" + word + "'");
            }
            settings.put(word.substring(0, equals), word.substring(equals + 1));
        }
        String seed = settings.remove("seed");
        try {
            return new QdrantFaults.Failure(
                    Double.parseDouble(words.get(1)),
                    code(line, words.get(2)),
                    seed == null ? 0 : Long.parseLong(seed),
                    settings);
        } catch (NumberFormatException e) {
            throw wrong(line, "must have numbers as probability and seed");
        }
    }

    private static Status.Code code(String line, String name) {
        return Arrays.stream(Status.Code.values())
                .filter(code -> code.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> wrong(line, "must name a gRPC status code, was '" + name + "'"));
    }

    private static void requireWords(String line, List<String> words, int count) {
        if (words.size() != count) {
            throw wrong(line, "must have " + count + " words, had " + words.size());
        }
    }

    private static IllegalArgumentException wrong(String line, String problem) {
        return new IllegalArgumentException("qdrant command '" + line.trim() + "': " + problem);
    }
}
