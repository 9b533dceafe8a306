package dev.heal.vector;

import io.qdrant.client.grpc.Collections.CollectionInfo;
import io.qdrant.client.grpc.Collections.CollectionParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.Filter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a collection is known to be like, so that a query that cannot work is told so here, with both sides. Immutable.
 *
 * @param collection its name
 * @param dense the dense vectors by name, the unnamed one by the empty name
 * @param sparse the names of the sparse vectors
 * @param fields the payload keys that have an index; none if filters are not to be checked
 */
record KnownSchema(String collection, Map<String, VectorParams> dense, Set<String> sparse, Set<String> fields) {

    static KnownSchema of(String collection, CollectionInfo info) {
        CollectionParams params = info.getConfig().getParams();
        return new KnownSchema(
                collection,
                dense(params.getVectorsConfig()),
                Set.copyOf(params.getSparseVectorsConfig().getMapMap().keySet()),
                Set.copyOf(info.getPayloadSchemaMap().keySet()));
    }

    static Map<String, VectorParams> dense(VectorsConfig config) {
        Map<String, VectorParams> dense = new HashMap<>(config.getParamsMap().getMapMap());
        if (config.hasParams()) {
            dense.put("", config.getParams());
        }
        return Map.copyOf(dense);
    }

    KnownSchema withoutFields() {
        return new KnownSchema(collection, dense, sparse, Set.of());
    }

    /**
     * Checks a query.
     *
     * @throws IllegalArgumentException if the collection has no such vector, one of another length, or no index of a key in
     *     the filter
     */
    void check(VectorQuery query, Queries names) {
        if (query.dimensions() > 0) {
            String wrong = wrongDense(names.dense(), query.dimensions());
            if (wrong != null) {
                throw new IllegalArgumentException("collection '" + collection + "': " + wrong);
            }
        }
        if (!names.sparse().isEmpty() && !query.sparse().isEmpty() && !sparse.contains(names.sparse())) {
            throw new IllegalArgumentException("collection '" + collection + "': the sparse vector must be one of "
                    + quoted(sparse) + ", was '" + names.sparse() + "'");
        }
        if (!fields.isEmpty()) {
            Set<String> keys = new HashSet<>();
            collect(query.filter(), "", keys);
            for (String key : keys) {
                if (!fields.contains(key)) {
                    throw new IllegalArgumentException("collection '" + collection
                            + "': a filter's key must be one of the indexed " + new TreeSet<>(fields) + ", was '" + key
                            + "'; a key that no point has finds nothing");
                }
            }
        }
    }

    /** What is wrong with a dense vector of this name and length, or null. */
    @Nullable
    String wrongDense(String name, int dimensions) {
        VectorParams params = dense.get(name);
        if (params == null) {
            return "the dense vector must be one of " + quoted(dense.keySet()) + ", was '" + name + "'";
        }
        return params.getSize() == dimensions
                ? null
                : "vector '" + name + "' must have " + params.getSize() + " dimensions, had " + dimensions;
    }

    private static String quoted(Set<String> names) {
        return names.stream().sorted().map(name -> "'" + name + "'").collect(Collectors.joining(", ", "[", "]"));
    }

    private static void collect(Filter filter, String prefix, Set<String> keys) {
        collect(filter.getMustList(), prefix, keys);
        collect(filter.getShouldList(), prefix, keys);
        collect(filter.getMustNotList(), prefix, keys);
        collect(filter.getMinShould().getConditionsList(), prefix, keys);
    }

    private static void collect(List<Condition> conditions, String prefix, Set<String> keys) {
        for (Condition condition : conditions) {
            switch (condition.getConditionOneOfCase()) {
                case FIELD -> keys.add(prefix + condition.getField().getKey());
                case IS_EMPTY -> keys.add(prefix + condition.getIsEmpty().getKey());
                case IS_NULL -> keys.add(prefix + condition.getIsNull().getKey());
                case FILTER -> collect(condition.getFilter(), prefix, keys);
                case NESTED -> {
                    String key = condition.getNested().getKey();
                    collect(condition.getNested().getFilter(), prefix + key + (key.endsWith("[]") ? "." : "[]."), keys);
                }
                case HAS_ID, HAS_VECTOR, CONDITIONONEOF_NOT_SET -> {}
            }
        }
    }
}
