package dev.heal.testbed.qdrant;

import dev.heal.testbed.qdrant.Mutation.Change;
import io.qdrant.client.grpc.Collections.AliasOperations;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import java.util.Map;
import java.util.TreeMap;

/** Changes of collections and aliases. Stateless. */
final class CatalogChanges {
    private CatalogChanges() {}

    static Change create(Catalog catalog, CreateCollection request) {
        String name = request.getCollectionName();
        Validation.newCollectionName(name);
        Schema schema = Schema.of(request);
        if (catalog.collections().containsKey(name)) {
            throw Statuses.collectionExists(name);
        }
        if (catalog.aliases().containsKey(name)) {
            throw Statuses.aliasTakesName(name);
        }
        return () -> {
            catalog.collections().put(name, new Collection(request, schema));
            return 1;
        };
    }

    static Change update(Catalog catalog, UpdateCollection request) {
        Collection collection = catalog.find(request.getCollectionName());
        Validation.notServed(request.hasVectorsConfig(), "UpdateCollection.vectors_config");
        Validation.notServed(request.hasQuantizationConfig(), "UpdateCollection.quantization_config");
        Validation.notServed(request.hasSparseVectorsConfig(), "UpdateCollection.sparse_vectors_config");
        Validation.notServed(request.hasStrictModeConfig(), "UpdateCollection.strict_mode_config");
        Validation.notServed(request.getParams().hasReadFanOutFactor(), "CollectionParamsDiff.read_fan_out_factor");
        Validation.notServed(request.getParams().hasReadFanOutDelayMs(), "CollectionParamsDiff.read_fan_out_delay_ms");
        CreateCollection.Builder changed = collection.settings().toBuilder();
        if (request.hasOptimizersConfig()) {
            changed.mergeOptimizersConfig(request.getOptimizersConfig());
        }
        if (request.hasHnswConfig()) {
            changed.mergeHnswConfig(request.getHnswConfig());
        }
        if (request.getParams().hasReplicationFactor()) {
            changed.setReplicationFactor(request.getParams().getReplicationFactor());
        }
        if (request.getParams().hasWriteConsistencyFactor()) {
            changed.setWriteConsistencyFactor(request.getParams().getWriteConsistencyFactor());
        }
        if (request.getParams().hasOnDiskPayload()) {
            changed.setOnDiskPayload(request.getParams().getOnDiskPayload());
        }
        changed.putAllMetadata(request.getMetadataMap());
        return () -> {
            collection.settings(changed.build());
            return 1;
        };
    }

    static Change drop(Catalog catalog, DeleteCollection request) {
        String name = request.getCollectionName();
        Validation.collectionName(name);
        return () -> {
            catalog.aliases().values().removeIf(name::equals);
            return catalog.collections().remove(name) == null ? 0 : 1;
        };
    }

    static Change aliases(Catalog catalog, ChangeAliases request) {
        Map<String, String> changed = new TreeMap<>(catalog.aliases());
        request.getActionsList().forEach(action -> applyAlias(catalog, changed, action));
        return () -> {
            catalog.aliases().clear();
            catalog.aliases().putAll(changed);
            return 1;
        };
    }

    private static void applyAlias(Catalog catalog, Map<String, String> aliases, AliasOperations action) {
        switch (action.getActionCase()) {
            case CREATE_ALIAS -> {
                String target = action.getCreateAlias().getCollectionName();
                String alias = action.getCreateAlias().getAliasName();
                if (!catalog.collections().containsKey(target)) {
                    throw Statuses.collectionNotFound(target);
                }
                if (catalog.collections().containsKey(alias)) {
                    throw Statuses.collectionExists(alias);
                }
                aliases.put(alias, target);
            }
            case RENAME_ALIAS -> {
                String target = aliases.remove(action.getRenameAlias().getOldAliasName());
                if (target == null) {
                    throw Statuses.aliasNotFound(action.getRenameAlias().getOldAliasName());
                }
                aliases.put(action.getRenameAlias().getNewAliasName(), target);
            }
            case DELETE_ALIAS -> aliases.remove(action.getDeleteAlias().getAliasName());
            case ACTION_NOT_SET -> throw Statuses.invalid("%s", "Malformed AliasOperation type");
        }
    }
}
