package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.StatusRow.invalid;
import static dev.heal.testbed.qdrant.TestClient.get;

import io.grpc.Status;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.SparseVectorConfig;
import io.qdrant.client.grpc.Collections.SparseVectorParams;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Collections.VectorParamsMap;
import io.qdrant.client.grpc.Collections.VectorsConfig;
import io.qdrant.client.grpc.Points.CountPoints;
import java.util.stream.Stream;

/** Errors of collections and aliases. */
final class CollectionStatusRows {
    private CollectionStatusRows() {}

    static Stream<StatusRow> collections() {
        return Stream.of(
                new StatusRow(
                        "collection not found",
                        Status.Code.NOT_FOUND,
                        "Not found: Collection `none` doesn't exist!",
                        client -> get(client.countAsync("none"))),
                new StatusRow(
                        "collection exists",
                        Status.Code.ALREADY_EXISTS,
                        "Wrong input: Collection `c` already exists!",
                        client -> TestClient.create(client, "c", 2, Distance.Dot)),
                new StatusRow(
                        "collection named like an alias",
                        Status.Code.INVALID_ARGUMENT,
                        "Wrong input: Can't create collection with name alias. Alias with the same name already exists",
                        client -> TestClient.create(client, "alias", 2, Distance.Dot)),
                invalid(
                        "empty collection name",
                        "Validation error in body: [collection_name: value \"\" invalid, must be from 1 to 255"
                                + " characters]",
                        client -> TestClient.raw(client).count(CountPoints.getDefaultInstance())),
                invalid(
                        "slash in a new collection name",
                        "Validation error in body: [collection_name: collection name cannot contain \"/\" char]",
                        client -> TestClient.create(client, "a/b", 2, Distance.Dot)),
                invalid(
                        "vector size 0",
                        "Validation error in body: [vectors_config.config.params.size: value 0 invalid, must be from"
                                + " 1 to 65536]",
                        client -> TestClient.create(client, "d", 0, Distance.Dot)),
                invalid(
                        "no distance",
                        "Malformed distance parameter: UnknownDistance",
                        client -> TestClient.create(client, "d", 2, Distance.UnknownDistance)),
                invalid(
                        "shard number 0",
                        "Validation error in body: [shard_number: value 0 invalid, must be 1 or larger]",
                        client -> get(client.createCollectionAsync(
                                create("d", 2).setShardNumber(0).build()))),
                invalid(
                        "sparse vector without a name",
                        "Wrong input: Sparse vector name cannot be empty",
                        client -> get(client.createCollectionAsync(create("d", 2)
                                .setSparseVectorsConfig(SparseVectorConfig.newBuilder()
                                        .putMap("", SparseVectorParams.getDefaultInstance()))
                                .build()))),
                invalid(
                        "vector size above the largest",
                        "Validation error in body: [vectors_config.config.params.size: value 65537 invalid, must be"
                                + " from 1 to 65536]",
                        client -> TestClient.create(client, "d", 65_537, Distance.Dot)),
                invalid(
                        "dense and sparse vector of one name",
                        "Wrong input: Dense and sparse vector names must be unique - duplicate found with 'x'",
                        client -> get(client.createCollectionAsync(CreateCollection.newBuilder()
                                .setCollectionName("d")
                                .setVectorsConfig(VectorsConfig.newBuilder()
                                        .setParamsMap(VectorParamsMap.newBuilder()
                                                .putMap(
                                                        "x",
                                                        VectorParams.newBuilder()
                                                                .setSize(2)
                                                                .setDistance(Distance.Dot)
                                                                .build())))
                                .setSparseVectorsConfig(SparseVectorConfig.newBuilder()
                                        .putMap("x", SparseVectorParams.getDefaultInstance()))
                                .build()))),
                new StatusRow(
                        "alias for a missing collection",
                        Status.Code.NOT_FOUND,
                        "Not found: Collection `none` doesn't exist!",
                        client -> get(client.createAliasAsync("x", "none"))),
                new StatusRow(
                        "alias named like a collection",
                        Status.Code.ALREADY_EXISTS,
                        "Wrong input: Collection `c` already exists!",
                        client -> get(client.createAliasAsync("c", "c"))),
                new StatusRow(
                        "renaming a missing alias",
                        Status.Code.NOT_FOUND,
                        "Not found: Alias none does not exists!",
                        client -> get(client.renameAliasAsync("none", "x"))));
    }

    static CreateCollection.Builder create(String name, int dim) {
        return CreateCollection.newBuilder()
                .setCollectionName(name)
                .setVectorsConfig(VectorsConfig.newBuilder()
                        .setParams(VectorParams.newBuilder().setSize(dim).setDistance(Distance.Dot)))
                .setSparseVectorsConfig(
                        SparseVectorConfig.newBuilder().putMap("words", SparseVectorParams.getDefaultInstance()));
    }
}
