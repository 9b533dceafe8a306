package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.StatusRow.invalid;
import static dev.heal.testbed.qdrant.TestClient.get;
import static dev.heal.testbed.qdrant.TestClient.point;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.QueryFactory.nearest;
import static io.qdrant.client.VectorFactory.vector;
import static io.qdrant.client.VectorsFactory.namedVectors;
import static io.qdrant.client.VectorsFactory.vectors;

import io.grpc.Status;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.PointVectors;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.Vectors;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Errors of changes of points. */
final class PointStatusRows {
    private PointStatusRows() {}

    static Stream<StatusRow> givenVectors() {
        return Stream.of(
                invalid(
                        "wrong length stored",
                        "Wrong input: Vector dimension error: expected dim: 2, got 3",
                        client -> TestClient.upsert(client, "c", point(2, Map.of(), 1, 2, 3))),
                invalid(
                        "wrong length searched",
                        "Wrong input: Vector dimension error: expected dim: 2, got 3",
                        client -> get(client.searchAsync(search(1, 2, 3).build()))),
                invalid(
                        "empty vector searched",
                        "Wrong input: Vector dimension error: expected dim: 2, got 0",
                        client -> TestClient.raw(client).search(search().build())),
                invalid(
                        "unknown vector name stored",
                        "Wrong input: Not existing vector name error: title",
                        client -> TestClient.upsert(
                                client,
                                "c",
                                PointStruct.newBuilder()
                                        .setId(id(2))
                                        .setVectors(namedVectors(Map.of("title", vector(1f, 2f))))
                                        .build())),
                invalid(
                        "unknown vector name searched",
                        "Wrong input: Not existing vector name error: title",
                        client -> get(client.searchAsync(
                                search(1, 2).setVectorName("title").build()))),
                invalid(
                        "unknown vector name asked for",
                        "Wrong input: Not existing vector name error: title",
                        client -> get(client.searchAsync(search(1, 2)
                                .setWithVectors(WithVectorsSelectorFactory.include(List.of("title")))
                                .build()))),
                invalid(
                        "dense query on a sparse vector",
                        "Wrong input: Conversion between sparse and regular vectors failed",
                        client -> get(client.searchAsync(
                                search(1, 2).setVectorName("words").build()))),
                invalid(
                        "sparse vector without its name",
                        "Sparse vector must be named",
                        client -> TestClient.upsert(
                                client,
                                "c",
                                PointStruct.newBuilder()
                                        .setId(id(2))
                                        .setVectors(vectors(vector(List.of(1f), List.of(1))))
                                        .build())),
                invalid(
                        "vectors without any option",
                        "No Vector Provided",
                        client -> TestClient.upsert(
                                client,
                                "c",
                                PointStruct.newBuilder()
                                        .setId(id(2))
                                        .setVectors(Vectors.getDefaultInstance())
                                        .build())),
                invalid(
                        "sparse query of different lengths",
                        "Validation error in body: [query.variant.variant.values: Validation error: must be the same"
                                + " length as indices [{}]]",
                        client -> get(client.queryAsync(query().setQuery(nearest(List.of(1f, 2f), List.of(7)))
                                .setUsing("words")
                                .build()))),
                invalid(
                        "sparse dimension twice",
                        "Validation error in body: [points.vectors.vectors_options.vectors.[].indices: Validation"
                                + " error: must be unique [{}]]",
                        client -> TestClient.upsert(
                                client,
                                "c",
                                PointStruct.newBuilder()
                                        .setId(id(2))
                                        .setVectors(
                                                namedVectors(Map.of("words", vector(List.of(1f, 2f), List.of(7, 7)))))
                                        .build())));
    }

    static Stream<StatusRow> ids() {
        return Stream.of(
                invalid(
                        "point without vectors",
                        "Expected some vectors",
                        client -> TestClient.upsert(
                                client,
                                "c",
                                PointStruct.newBuilder().setId(id(2)).build())),
                invalid(
                        "point without id",
                        "Empty ID is not allowed",
                        client -> TestClient.upsert(
                                client,
                                "c",
                                PointStruct.newBuilder()
                                        .setVectors(vectors(1f, 2f))
                                        .build())),
                invalid(
                        "id without number and UUID",
                        "No ID options provided",
                        client -> TestClient.upsert(
                                client,
                                "c",
                                PointStruct.newBuilder()
                                        .setId(PointId.getDefaultInstance())
                                        .setVectors(vectors(1f, 2f))
                                        .build())),
                invalid(
                        "malformed UUID",
                        "Unable to parse UUID: not-a-uuid",
                        client -> get(client.deleteAsync(
                                "c",
                                List.of(PointId.newBuilder()
                                        .setUuid("not-a-uuid")
                                        .build())))),
                invalid(
                        "upsert of nothing",
                        "Bad request: Empty update request",
                        client -> get(client.upsertAsync("c", List.of()))));
    }

    static Stream<StatusRow> updates() {
        return Stream.of(
                new StatusRow(
                        "payload of a missing point",
                        Status.Code.NOT_FOUND,
                        "Not found: No point with id 99 found",
                        client -> get(client.setPayloadAsync("c", Map.of(), id(99), true, null, null))),
                new StatusRow(
                        "vectors of a missing point",
                        Status.Code.NOT_FOUND,
                        "Not found: No point with id 99 found",
                        client -> get(client.updateVectorsAsync(
                                "c",
                                List.of(PointVectors.newBuilder()
                                        .setId(id(99))
                                        .setVectors(vectors(1f, 2f))
                                        .build())))),
                invalid(
                        "payload change without points",
                        "points_selector is expected",
                        client -> get(client.setPayloadAsync(
                                SetPayloadPoints.newBuilder()
                                        .setCollectionName("c")
                                        .build(),
                                null))),
                invalid(
                        "deletion without points",
                        "PointSelector is missing",
                        client -> get(client.deleteAsync(
                                DeletePoints.newBuilder().setCollectionName("c").build()))),
                invalid(
                        "selector of neither ids nor filter",
                        "Malformed PointsSelector type",
                        client -> get(client.deleteAsync(DeletePoints.newBuilder()
                                .setCollectionName("c")
                                .setPoints(PointsSelector.getDefaultInstance())
                                .build()))),
                invalid(
                        "index with the parameters of another type",
                        "field_type (Keyword) and field_index_params do not match",
                        client -> get(client.createPayloadIndexAsync(
                                "c",
                                "a",
                                PayloadSchemaType.Keyword,
                                PayloadIndexParams.newBuilder()
                                        .setTextIndexParams(TextIndexParams.getDefaultInstance())
                                        .build(),
                                true,
                                null,
                                null))));
    }

    private static SearchPoints.Builder search(float... vector) {
        SearchPoints.Builder search =
                SearchPoints.newBuilder().setCollectionName("c").setLimit(3);
        for (float value : vector) {
            search.addVector(value);
        }
        return search;
    }

    private static QueryPoints.Builder query() {
        return QueryPoints.newBuilder().setCollectionName("c");
    }
}
