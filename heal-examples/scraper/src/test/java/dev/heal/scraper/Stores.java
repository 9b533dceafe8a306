package dev.heal.scraper;

import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.KeyScanCursor;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Common.PointId;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScoredPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Looks into all three stores with clients of its own and knows nothing of the code that wrote them, only what must hold:
 * each page is settled, its chunks are there once each and no others, and what is cached is what is stored.
 */
final class Stores implements AutoCloseable {

    private final Rig rig;
    private final QdrantClient qdrant;

    Stores(Rig rig) {
        this.rig = rig;
        this.qdrant = new QdrantClient(
                QdrantGrpcClient.newBuilder("127.0.0.1", rig.servers.qdrant().port(), false, false)
                        .build());
    }

    void dropCollection() {
        try {
            if (qdrant.collectionExistsAsync(Rig.COLLECTION).get()) {
                qdrant.deleteCollectionAsync(Rig.COLLECTION).get();
            }
        } catch (Exception e) {
            throw new AssertionError("the collection could not be dropped", e);
        }
    }

    /** Checks what must hold, and tells the contents in a form in which two crawls of one site are equal. */
    SortedMap<String, String> verified() throws Exception {
        Map<UUID, RetrievedPoint> points = points();
        SortedMap<String, String> contents = new TreeMap<>();
        int expected = 0;
        try (Connection connection =
                        DriverManager.getConnection(rig.servers.postgres().jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "select url, title, content_hash, chunks, canonical, stored from pages")) {
            while (rows.next()) {
                String url = rows.getString("url");
                int chunks = rows.getInt("chunks");
                assertThat(rows.getBoolean("stored")).as("%s is settled", url).isTrue();
                StringBuilder page = new StringBuilder(rows.getString("title")).append('|');
                page.append(rows.getString("content_hash")).append('|');
                page.append(rows.getString("canonical") == null ? "" : path(rows.getString("canonical")));
                for (int i = 0; i < chunks; i++) {
                    RetrievedPoint point = points.get(idOf(url, i));
                    assertThat(point).as("chunk %d of %s", i, url).isNotNull();
                    page.append('\n').append(text(point, "url").equals(url) ? "" : "FOREIGN ");
                    page.append(text(point, "headings")).append(": ").append(text(point, "text"));
                    assertThat(point.getVectors().getVectors().getVectorsMap()).containsOnlyKeys("dense", "sparse");
                }
                expected += chunks;
                contents.put(path(url), page.toString());
            }
        }
        assertThat(points).as("points in Qdrant, no more than the pages have").hasSize(expected);
        verifyCache(points);
        return contents;
    }

    /** Every cached hit is a point that is stored, with the payload that is stored. */
    private void verifyCache(Map<UUID, RetrievedPoint> points) throws Exception {
        RedisClient client = RedisClient.create(rig.servers.redis().uri());
        try (StatefulRedisConnection<byte[], byte[]> connection = client.connect(ByteArrayCodec.INSTANCE)) {
            RedisCommands<byte[], byte[]> redis = connection.sync();
            KeyScanCursor<byte[]> cursor = redis.scan();
            while (true) {
                for (byte[] key : cursor.getKeys()) {
                    ByteBuffer value = ByteBuffer.wrap(redis.get(key));
                    if (value.remaining() == Long.BYTES) {
                        continue; // the number of a collection, and no answer
                    }
                    value.position(41); // version, checksum, times, number of the collection, digest of the key
                    for (ScoredPoint hit : QueryResponse.parseFrom(value).getResultList()) {
                        RetrievedPoint stored =
                                points.get(UUID.fromString(hit.getId().getUuid()));
                        assertThat(stored)
                                .as("cached hit %s is stored", hit.getId().getUuid())
                                .isNotNull();
                        assertThat(hit.getPayloadMap()).isEqualTo(stored.getPayloadMap());
                    }
                }
                if (cursor.isFinished()) {
                    return;
                }
                cursor = redis.scan(cursor);
            }
        } finally {
            client.shutdown();
        }
    }

    private Map<UUID, RetrievedPoint> points() throws Exception {
        Map<UUID, RetrievedPoint> all = new HashMap<>();
        PointId offset = null;
        while (true) {
            ScrollPoints.Builder request = ScrollPoints.newBuilder()
                    .setCollectionName(Rig.COLLECTION)
                    .setLimit(500)
                    .setWithPayload(WithPayloadSelectorFactory.enable(true))
                    .setWithVectors(WithVectorsSelectorFactory.enable(true));
            if (offset != null) {
                request.setOffset(offset);
            }
            ScrollResponse page = qdrant.scrollAsync(request.build()).get();
            for (RetrievedPoint point : page.getResultList()) {
                RetrievedPoint twice = all.put(UUID.fromString(point.getId().getUuid()), point);
                assertThat(twice)
                        .as("point %s comes once", point.getId().getUuid())
                        .isNull();
            }
            if (!page.hasNextPageOffset()) {
                return all;
            }
            offset = page.getNextPageOffset();
        }
    }

    private static UUID idOf(String url, int index) {
        return UUID.nameUUIDFromBytes((url + "#" + index).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(RetrievedPoint point, String key) {
        return point.getPayloadMap().get(key).getStringValue();
    }

    /** The site's port is another one in each run. */
    private static String path(String url) {
        return URI.create(url).getRawPath();
    }

    @Override
    public void close() {
        qdrant.close();
    }
}
