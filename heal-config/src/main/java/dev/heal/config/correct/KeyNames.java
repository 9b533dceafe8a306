package dev.heal.config.correct;

import dev.heal.config.schema.Key;
import dev.heal.config.schema.Schema;
import dev.heal.config.schema.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All names of all keys of a schema, ready to be looked up. Immutable once made. */
final class KeyNames {

    /** One name of a key: its own or an alias. */
    record Name(String text, List<String> words, Key key, String unit, boolean isAlias) {}

    private final Schema schema;
    private final Set<String> roots = new TreeSet<>();
    private volatile @Nullable Index index;

    KeyNames(Schema schema) {
        this.schema = schema;
        for (Key key : schema.keys().values()) {
            roots.add(root(key.name()));
            key.ties().aliases().forEach(alias -> roots.add(root(alias.name())));
        }
    }

    private static String root(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
    }

    /** Made at the first name that is not exactly a key's. Two threads may make it at once; the two are equal. */
    private Index index() {
        Index made = index;
        if (made == null) {
            made = new Index(schema);
            index = made;
        }
        return made;
    }

    private static final class Index {
        final Map<String, List<Name>> folded = new HashMap<>();
        final List<Name> all = new ArrayList<>();
        final Set<String> sections = new TreeSet<>();

        Index(Schema schema) {
            for (Key key : schema.keys().values()) {
                add(new Name(key.name(), Words.of(key.name()), key, "", false));
                key.ties().aliases().forEach(a -> add(new Name(a.name(), Words.of(a.name()), key, a.unit(), true)));
            }
        }

        private void add(Name name) {
            folded.computeIfAbsent(Words.folded(name.text()), any -> new ArrayList<>())
                    .add(name);
            all.add(name);
            String[] segments = name.text().split("\\.", 3);
            if (segments.length > 1) {
                sections.add(segments[1]);
            }
        }
    }

    Schema schema() {
        return schema;
    }

    /** Names that are the same words in the same order. */
    List<Name> folded(String written) {
        return index().folded.getOrDefault(Words.folded(written), List.of()).stream()
                .filter(name -> name.key().type() != ValueType.MAP)
                .toList();
    }

    List<Name> all() {
        return index().all;
    }

    Set<String> roots() {
        return roots;
    }

    /** Whether a key belongs to one of the schema's namespaces, however badly it is written. */
    boolean isOurs(String written) {
        List<String> words = Words.of(written);
        if (words.isEmpty()) {
            return false;
        }
        for (String root : roots) {
            if (written.regionMatches(true, 0, root + ".", 0, root.length() + 1) || written.equals(root)) {
                return true;
            }
            boolean wrapped = !Character.isLetterOrDigit(written.charAt(0)) && words.size() > 1;
            if (words.get(0).equals(root) && (wrapped || (words.size() > 1 && isSection(words.get(1))))) {
                return true;
            }
        }
        return false;
    }

    private boolean isSection(String word) {
        return index().sections.stream().anyMatch(s -> Words.of(s).get(0).equals(word));
    }

    /** Whether a key is so plainly somebody else's that nothing more needs to be looked at. */
    boolean isPlainlyForeign(String written) {
        int dot = 0;
        boolean upper = false;
        while (dot < written.length() && isPlain(written.charAt(dot))) {
            upper |= written.charAt(dot) < 'a';
            dot++;
        }
        if (dot == 0 || dot == written.length() || written.charAt(dot) != '.' || upper) {
            return false;
        }
        for (int i = dot; i < written.length(); i++) {
            if (written.charAt(i) != '.' && written.charAt(i) != '-' && !isPlain(written.charAt(i))) {
                return false;
            }
        }
        String root = written.substring(0, dot);
        return !roots.contains(root) && roots.stream().noneMatch(ours -> Slips.isSlip(root, ours));
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Whether a dotted name is the beginning of keys without being one. */
    boolean isSectionName(String written) {
        String start = written + ".";
        return all().stream().anyMatch(name -> name.text().startsWith(start)) || roots.contains(written);
    }

    /** The names with as many words as some word list, one of which differs by a slip; by the key that they name. */
    Map<Key, String> oneSlipAway(List<String> words) {
        Map<Key, String> near = new LinkedHashMap<>();
        for (Name name : all()) {
            int at = slipAt(words, name.words());
            if (at >= 0 && name.key().type() != ValueType.MAP) {
                near.put(name.key(), name.words().get(at) + " " + words.get(at) + (name.isAlias() ? " alias" : ""));
            }
        }
        return near;
    }

    /** The one word that differs, by a slip; -1 if there is none, more than one, or another difference. */
    static int slipAt(List<String> written, List<String> meant) {
        if (written.size() != meant.size()) {
            return -1;
        }
        int at = -1;
        for (int i = 0; i < written.size(); i++) {
            if (!written.get(i).equals(meant.get(i))) {
                if (at >= 0) {
                    return -1;
                }
                at = i;
            }
        }
        // the first word is the namespace: another one belongs to somebody else
        return at > 0 && Slips.isSlip(written.get(at), meant.get(at)) ? at : -1;
    }
}
