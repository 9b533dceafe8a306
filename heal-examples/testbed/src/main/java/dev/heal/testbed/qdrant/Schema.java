package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Datatype;
import io.qdrant.client.grpc.Collections.Modifier;
import io.qdrant.client.grpc.Collections.ShardingMethod;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.SearchParams;
import io.qdrant.client.grpc.Points.Vectors;
import java.util.Map;
import java.util.TreeMap;

/** The vector names of a collection and what may be stored under them. Immutable. */
final class Schema {
    /** The name of the vector of a collection that was created with one unnamed vector. */
    static final String UNNAMED = "";

    private static final long LARGEST_DIM = 65_536;

    private final Map<String, VectorParams> dense = new TreeMap<>();
    private final Map<String, SparseVectorParams> sparse = new TreeMap<>();

    private Schema() {}

    /** Checks the request as the real server does, and refuses what is not served. */
    static Schema of(CreateCollection request) {
        Validation.notServed(request.hasQuantizationConfig(), "CreateCollection.quantization_config");
        Validation.notServed(request.getStrictModeConfig().getEnabled(), "CreateCollection.strict_mode_config");
        Validation.notServed(request.getShardingMethod() == ShardingMethod.Custom, "CreateCollection.sharding_method");
        Validation.atLeastOne("shard_number", request.hasShardNumber(), request.getShardNumber());
        Validation.atLeastOne("replication_factor", request.hasReplicationFactor(), request.getReplicationFactor());
        Validation.atLeastOne(
                "write_consistency_factor", request.hasWriteConsistencyFactor(), request.getWriteConsistencyFactor());
        Schema schema = new Schema();
        VectorsConfig vectors = request.getVectorsConfig();
        if (vectors.hasParams()) {
            schema.dense.put(UNNAMED, checked("vectors_config.config.params.size", vectors.getParams()));
        }
        vectors.getParamsMap()
                .getMapMap()
                .forEach((name, params) ->
                        schema.dense.put(name, checked("vectors_config.config.params_map.map.[].size", params)));
        request.getSparseVectorsConfig().getMapMap().forEach(schema::addSparse);
        return schema;
    }

    private static VectorParams checked(String field, VectorParams params) {
        if (params.getSize() < 1 || params.getSize() > LARGEST_DIM) {
            throw Statuses.outOfRange(field, params.getSize(), "from 1 to " + LARGEST_DIM);
        }
        Metric.of(params.getDistance());
        Validation.notServed(params.hasMultivectorConfig(), "VectorParams.multivector_config");
        Validation.notServed(params.hasQuantizationConfig(), "VectorParams.quantization_config");
        Validation.notServed(
                params.getDatatype() != Datatype.Default && params.getDatatype() != Datatype.Float32,
                "VectorParams.datatype other than Float32");
        return params;
    }

    private void addSparse(String name, SparseVectorParams params) {
        if (name.isEmpty()) {
            throw Statuses.wrongInput("%s", "Sparse vector name cannot be empty");
        }
        if (dense.containsKey(name)) {
            throw Statuses.wrongInput("Dense and sparse vector names must be unique - duplicate found with '%s'", name);
        }
        Datatype datatype = params.getIndex().getDatatype();
        Validation.notServed(
                datatype != Datatype.Default && datatype != Datatype.Float32,
                "SparseIndexConfig.datatype other than Float32");
        sparse.put(name, params);
    }

    /** Fresh columns, one per vector name. */
    Map<String, VectorColumn> columns() {
        Map<String, VectorColumn> columns = new TreeMap<>();
        dense.forEach((name, params) ->
                columns.put(name, new VectorColumn.Dense((int) params.getSize(), Metric.of(params.getDistance()))));
        sparse.forEach((name, params) -> columns.put(
                name,
                new VectorColumn.Sparse(params.getModifier() == Modifier.Idf ? new DocumentFrequencies() : null)));
        return columns;
    }

    boolean hasName(String name) {
        return dense.containsKey(name) || sparse.containsKey(name);
    }

    void requireName(String name) {
        if (!hasName(name)) {
            throw Statuses.noSuchVector(name);
        }
    }

    /** The vector itself, after a check of name, kind and length. */
    Vector checked(String name, Vector vector) {
        requireName(name);
        VectorParams params = dense.get(name);
        boolean fits = params == null ? vector instanceof Vector.Sparse : vector instanceof Vector.Dense;
        if (!fits) {
            throw Statuses.sparseForDense();
        }
        if (params != null && vector instanceof Vector.Dense given && given.values().length != params.getSize()) {
            throw Statuses.wrongDimension((int) params.getSize(), given.values().length);
        }
        return vector;
    }

    /** The vectors of a write request, by name. */
    Map<String, Vector> vectors(Vectors vectors) {
        return switch (vectors.getVectorsOptionsCase()) {
            case VECTOR -> {
                Vector vector = VectorInputs.of(vectors.getVector());
                if (vector instanceof Vector.Sparse) {
                    throw Statuses.sparseWithoutName();
                }
                yield Map.of(UNNAMED, checked(UNNAMED, vector));
            }
            case VECTORS -> {
                Map<String, Vector> named = new TreeMap<>();
                vectors.getVectors()
                        .getVectorsMap()
                        .forEach((name, vector) -> named.put(name, checked(name, VectorInputs.of(vector))));
                yield named;
            }
            case VECTORSOPTIONS_NOT_SET -> throw Statuses.noVector();
        };
    }

    /** Search parameters tune approximate indexes, which an exact search has none of; quantization changes results. */
    static void checkParams(SearchParams params) {
        Validation.atLeastOne("params.hnsw_ef", params.hasHnswEf(), params.getHnswEf());
        Validation.notServed(
                params.hasQuantization() && !params.getQuantization().getIgnore(), "SearchParams.quantization");
    }
}
