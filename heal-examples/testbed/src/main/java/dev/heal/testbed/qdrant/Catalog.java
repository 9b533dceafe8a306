package dev.heal.testbed.qdrant;

import java.util.Map;
import java.util.TreeMap;

/** The collections and the aliases of the server. Guarded by the engine's lock. */
final class Catalog {
    private final Map<String, Collection> collections = new TreeMap<>();
    private final Map<String, String> aliases = new TreeMap<>();

    Map<String, Collection> collections() {
        return collections;
    }

    /** Alias to collection name. */
    Map<String, String> aliases() {
        return aliases;
    }

    boolean exists(String nameOrAlias) {
        return collections.containsKey(resolve(nameOrAlias));
    }

    /** The collection of that name or alias. */
    Collection find(String nameOrAlias) {
        Validation.collectionName(nameOrAlias);
        Collection found = collections.get(resolve(nameOrAlias));
        if (found == null) {
            throw Statuses.collectionNotFound(resolve(nameOrAlias));
        }
        return found;
    }

    private String resolve(String nameOrAlias) {
        return aliases.getOrDefault(nameOrAlias, nameOrAlias);
    }
}
