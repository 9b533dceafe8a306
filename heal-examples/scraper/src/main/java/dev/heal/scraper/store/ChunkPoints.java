package dev.heal.scraper.store;

import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.range;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.value;

import dev.heal.scraper.text.Chunk;
import dev.heal.scraper.text.Page;
import dev.heal.scraper.text.Passage;
import dev.heal.vector.Embedder;
import dev.heal.vector.QdrantSearch;
import dev.heal.vector.SparseVector;
import io.qdrant.client.VectorFactory;
import io.qdrant.client.VectorsFactory;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Common.Range;
import io.qdrant.client.grpc.Points.PointStruct;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The chunks of pages as points. A chunk's id follows from its page and place, so that writing it again replaces it.
 */
final class ChunkPoints {

    /** Names of the two vectors of a point. */
    static final String DENSE = "dense";

    static final String SPARSE = "sparse";

    private static final int BATCH = 64;

    private final QdrantSearch points;
    private final Embedder embedder;

    ChunkPoints(QdrantSearch points, Embedder embedder) {
        this.points = points;
        this.embedder = embedder;
    }

    /** Turns all chunks of a page into points. */
    List<PointStruct> embed(Page page) {
        return page.chunks().stream().map(chunk -> point(page, chunk)).toList();
    }

    /** Writes all points of a page. */
    void write(List<PointStruct> all) {
        for (int from = 0; from < all.size(); from += BATCH) {
            points.upsert(all.subList(from, Math.min(all.size(), from + BATCH)));
        }
    }

    /** Deletes the chunks of a page from a place on. */
    void deleteFrom(URI page, int index) {
        points.delete(Filter.newBuilder()
                .addMust(matchKeyword("url", page.toString()))
                .addMust(range("index", Range.newBuilder().setGte(index).build()))
                .build());
    }

    static UUID idOf(URI page, int index) {
        return UUID.nameUUIDFromBytes((page + "#" + index).getBytes(StandardCharsets.UTF_8));
    }

    private PointStruct point(Page page, Chunk chunk) {
        String passage = Passage.of(page.title(), chunk);
        SparseVector terms = embedder.sparse(passage);
        return PointStruct.newBuilder()
                .setId(id(idOf(page.url(), chunk.index())))
                .setVectors(VectorsFactory.namedVectors(Map.of(
                        DENSE, VectorFactory.vector(embedder.embed(passage)),
                        SPARSE, VectorFactory.vector(terms.values(), terms.indices()))))
                .putPayload("url", value(page.url().toString()))
                .putPayload("title", value(page.title()))
                .putPayload("headings", value(String.join(" > ", chunk.headings())))
                .putPayload("text", value(chunk.text()))
                .putPayload("index", value(chunk.index()))
                .putPayload("hash", value(page.contentHash()))
                .build();
    }
}
