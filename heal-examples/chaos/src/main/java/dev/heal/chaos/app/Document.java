package dev.heal.chaos.app;

import static io.qdrant.client.ValueFactory.value;

import dev.heal.vector.Embedder;
import io.qdrant.client.PointIdFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Points.PointStruct;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * What a write stores.
 *
 * @param id never used twice
 * @param text what it is found by
 */
record Document(long id, String text) {

    /** As a row, of a table which would take it twice. */
    void insert(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("insert into " + Schema.TABLE + " (id, text) values (?, ?)")) {
            statement.setLong(1, id);
            statement.setString(2, text);
            statement.executeUpdate();
        }
    }

    /** As a point. */
    PointStruct point(Embedder embedder) {
        return PointStruct.newBuilder()
                .setId(PointIdFactory.id(id))
                .setVectors(VectorsFactory.vectors(embedder.embed(text)))
                .putPayload("text", value(text))
                .build();
    }
}
