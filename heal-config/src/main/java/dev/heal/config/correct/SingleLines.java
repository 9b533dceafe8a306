package dev.heal.config.correct;

import dev.heal.config.file.LogicalLine;
import dev.heal.config.file.SourceFile;
import dev.heal.config.schema.Key;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Lines of shells, JSON and XML that state one known key. The rule S2. Immutable. */
final class SingleLines {

    private static final Pattern COMMAND = Pattern.compile(
            "(?:export|set|setx|env|ENV|declare(?:\\s+-x)?|local|readonly|typeset)\\s+(?=\\S)|--?D\\s*|--(?=\\w)|-\\s+|\\$env:",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern JSON = Pattern.compile("\\{?\\s*([\"'`])([^\"'`]+)\\1\\s*([:=].*)");
    private static final Pattern QUOTED_LINE = Pattern.compile("([\"'`])([^\"'`]*[=:][^\"'`]*)\\1[,;]?");
    private static final String WIDE_SIGNS = "\uFF1D\uFF1A";

    private final KeyMatcher matcher;

    SingleLines(KeyMatcher matcher) {
        this.matcher = matcher;
    }

    /** The entry that a line states in another syntax; null if it is none of them. */
    @Nullable
    Entry read(LogicalLine line) {
        String text = Noise.plainlyStripped(line.text());
        Entry entry = command(line, text);
        entry = entry != null ? entry : json(line, text);
        entry = entry != null ? entry : wide(line);
        return entry != null ? entry : mentioned(line, text);
    }

    private @Nullable Entry command(LogicalLine line, String text) {
        Matcher command = COMMAND.matcher(text);
        return command.lookingAt()
                ? known(line, text.substring(command.end()), "is a command of a shell round a known key")
                : null;
    }

    private @Nullable Entry json(LogicalLine line, String text) {
        Matcher json = JSON.matcher(text);
        if (json.matches()) {
            String rest = json.group(3);
            String value = text.startsWith("{") && rest.endsWith("}") ? rest.substring(0, rest.length() - 1) : rest;
            return known(line, json.group(2).strip() + value, "has quotes round its key, as JSON has");
        }
        Matcher quoted = QUOTED_LINE.matcher(text);
        return quoted.matches() ? known(line, quoted.group(2), "has quotes round it") : null;
    }

    private @Nullable Entry wide(LogicalLine line) {
        String key = line.key();
        for (int i = 0; i < key.length(); i++) {
            if (WIDE_SIGNS.indexOf(key.charAt(i)) >= 0) {
                return reshaped(
                        line, key.substring(0, i), key.substring(i + 1) + line.value(), "has a full-width sign");
            }
        }
        return null;
    }

    private @Nullable Entry known(LogicalLine line, String rest, String why) {
        List<LogicalLine> read = SourceFile.read("", rest).logical();
        return read.size() == 1
                        && read.get(0).fault() == LogicalLine.Fault.NONE
                        && read.get(0).hasSeparator()
                ? reshaped(line, read.get(0).key(), read.get(0).value(), why)
                : null;
    }

    private @Nullable Entry reshaped(LogicalLine line, String key, String value, String why) {
        Match match = matcher.match(key);
        Key meant = match.key();
        if (match.steps().isEmpty() && meant == null) {
            return null;
        } else if (meant == null) {
            return new Entry(line, key, "", match.steps().get(0));
        } else if (match.steps().stream().anyMatch(Step::guessed)) {
            Step step = Step.ofKey(Action.WARN, "S2", why + ", and a slip in it", false)
                    .suggesting(List.of(meant.name()));
            return new Entry(line, key, "", step);
        }
        Entry entry = Entry.of(line);
        return meant.never()
                ? new Entry(line, meant.name(), value, null).refused(why + ", and a key that is never guessed")
                : entry.reshaped(meant.name(), value, why);
    }

    /** A known key in a line that is none: nothing is set, but somebody meant to. */
    private @Nullable Entry mentioned(LogicalLine line, String text) {
        if (text.isEmpty() || Character.isLetterOrDigit(text.charAt(0))) {
            return ofRootAlone(line);
        }
        String where = text.charAt(0) == '<' ? text : text.substring(0, signIn(text));
        for (KeyNames.Name name : matcher.names().all()) {
            int at = where.indexOf(name.text());
            boolean starts = at == 1 || (at > 1 && !isOfName(where.charAt(at - 1)));
            int end = at + name.text().length();
            if (starts && (end == where.length() || !isOfName(where.charAt(end)))) {
                Action action = name.key().never() ? Action.REFUSE : Action.WARN;
                Step step = Step.ofKey(action, "S2", "has a known key in the syntax of another format", false)
                        .suggesting(List.of(name.key().name()));
                return new Entry(line, name.key().name(), "", step);
            }
        }
        return null;
    }

    /** {@code heal pool max-size = 40}: the blanks split what was meant as a key. */
    private @Nullable Entry ofRootAlone(LogicalLine line) {
        if (!matcher.names().roots().contains(line.key()) || line.value().isEmpty()) {
            return null;
        }
        String joined = line.key() + "."
                + line.value().substring(0, signIn(line.value())).strip();
        List<KeyNames.Name> same = matcher.names().folded(joined.replace(' ', '.'));
        return same.isEmpty()
                ? null
                : new Entry(
                        line,
                        line.key(),
                        "",
                        Step.ofKey(
                                        same.get(0).key().never() ? Action.REFUSE : Action.WARN,
                                        "S2",
                                        "has blanks in its key",
                                        false)
                                .suggesting(List.of(same.get(0).key().name())));
    }

    private static int signIn(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) != '=' && text.charAt(i) != ':') {
            i++;
        }
        return i;
    }

    private static boolean isOfName(char c) {
        return Character.isLetterOrDigit(c) || c == '.' || c == '_' || c == '-';
    }
}
