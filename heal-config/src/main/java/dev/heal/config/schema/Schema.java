package dev.heal.config.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All keys that a file may have. Immutable.
 *
 * @param keys the keys by their full name, in the order they were described; those of type {@link ValueType#MAP} without
 *     {@code .*}
 * @param sections keys that exist once for each name that a file chooses
 * @param owned first segments below which every other key is a mistake
 */
public record Schema(Map<String, Key> keys, List<Section> sections, Set<String> owned) {

    /** Copies all. */
    public Schema {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        sections = List.copyOf(sections);
        owned = Set.copyOf(owned);
    }

    /**
     * A schema without named sections that owns the first segment of each of its keys.
     *
     * @param keys the keys
     * @return the schema
     */
    public static Schema of(Collection<Key> keys) {
        Map<String, Key> byName = new LinkedHashMap<>();
        Set<String> roots = new TreeSet<>();
        for (Key key : keys) {
            byName.put(key.name(), key);
            roots.add(key.name().split("\\.", 2)[0]);
        }
        return new Schema(byName, List.of(), roots);
    }

    /**
     * The key of exactly this name.
     *
     * @param name a full key
     * @return the key, or null
     */
    public @Nullable Key key(String name) {
        return keys.get(name);
    }

    /**
     * Whether a key lies below one that takes any name.
     *
     * @param name a full key
     * @return true if it is free-form
     */
    public boolean isFree(String name) {
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            Key above = keys.get(name.substring(0, dot));
            if (above != null && above.type() == ValueType.MAP) {
                return true;
            }
        }
        return false;
    }

    /**
     * This schema with the keys of its named sections for some names.
     *
     * @param names names that a file uses, such as those of guards; each must be free of the section's own keys
     * @return a schema that knows the concrete keys
     */
    public Schema withNames(Collection<String> names) {
        Map<String, Key> all = new LinkedHashMap<>(keys);
        for (Section section : sections) {
            for (String name : names) {
                section.keys(name).forEach(key -> all.put(key.name(), key));
            }
        }
        return new Schema(all, sections, owned);
    }

    /**
     * Keys that exist once for each name: {@code heal.guard.NAME.retry.budget}.
     *
     * @param prefix what stands before the name, without a dot at its end
     * @param keys the keys, named as they continue after the name, without a dot before them
     */
    public record Section(String prefix, List<Key> keys) {

        /** Copies the keys. */
        public Section {
            keys = List.copyOf(keys);
        }

        private List<Key> keys(String name) {
            String base = prefix + "." + name + ".";
            return keys.stream()
                    .map(key -> key.named(base + key.name(), below(base, key.ties())))
                    .toList();
        }

        private static Key.Ties below(String base, Key.Ties ties) {
            Key.Limit limit = ties.atMost();
            return new Key.Ties(
                    ties.aliases().stream()
                            .map(alias -> new Key.Alias(base + alias.name(), alias.unit()))
                            .toList(),
                    limit == null ? null : new Key.Limit(base + limit.key(), limit.sameQuantity()));
        }
    }
}
