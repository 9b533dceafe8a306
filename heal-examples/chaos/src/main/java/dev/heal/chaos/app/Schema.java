package dev.heal.chaos.app;

import dev.heal.vector.Embedder;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** The table and the collection of the application, and how both are made before there is any traffic. */
public final class Schema {

    /** The table of documents: {@code id bigint} without a key, so that a row stored twice is there twice. */
    public static final String TABLE = "document";

    /** The collection of documents: points with the ids of the rows. */
    public static final String COLLECTION = "documents";

    private Schema() {}

    /**
     * Makes the table, empty.
     *
     * @param jdbcUrl a fresh database, with user and password
     * @throws SQLException if it cannot be made
     */
    public static void createTable(String jdbcUrl) throws SQLException {
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement()) {
            statement.execute("create table " + TABLE + " (id bigint not null, text text not null)");
        }
    }

    /** Makes both on fresh servers and stores the first documents. */
    static void create(Servers servers, Embedder embedder, List<Document> first)
            throws SQLException, ExecutionException, InterruptedException {
        createTable(servers.jdbcUrl());
        try (Connection connection = DriverManager.getConnection(servers.jdbcUrl())) {
            for (Document document : first) {
                document.insert(connection);
            }
        }
        try (QdrantClient client =
                new QdrantClient(QdrantGrpcClient.newBuilder(Servers.QDRANT_HOST, servers.qdrantPort(), false, false)
                        .build())) {
            client.createCollectionAsync(
                            COLLECTION,
                            VectorParams.newBuilder()
                                    .setSize(embedder.dimensions())
                                    .setDistance(Distance.Cosine)
                                    .build())
                    .get();
            client.upsertAsync(
                            COLLECTION,
                            first.stream().map(d -> d.point(embedder)).toList())
                    .get();
        }
    }
}
