package dev.heal.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.heal.Guard;
import dev.heal.testbed.qdrant.EmbeddedQdrant;
import dev.heal.testbed.qdrant.QdrantOptions;
import dev.heal.time.Deadline;
import io.qdrant.client.ConditionFactory;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.Fusion;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What can be asked of a collection. */
final class QdrantQueriesTest {

    private static final Filter NO_PLUMS = Filter.newBuilder()
            .addMustNot(ConditionFactory.matchKeyword("text", "plum"))
            .build();

    private static final Bench BENCH = new Bench();
    private static EmbeddedQdrant server;
    private static QdrantClient client;
    private static QdrantSearch search;

    @BeforeAll
    static void fill() throws IOException {
        server = EmbeddedQdrant.start(QdrantOptions.inMemory());
        client = Docs.connect(server.port());
        Docs.createHybrid(client, "fruit");
        Guard guard = BENCH.guard("vectors", Bench.PATIENT);
        search = new QdrantSearch(client, "fruit", guard).using(Docs.DENSE, Docs.SPARSE);
        search.upsert(List.of(
                Docs.hybridPoint(1, "apple", 1f, 0f),
                Docs.hybridPoint(2, "pear", 1f, 0.2f),
                Docs.hybridPoint(3, "plum", 1f, 0.5f)));
    }

    @AfterAll
    static void stop() throws IOException {
        client.close();
        server.close();
        BENCH.close();
    }

    private static VectorQuery query(String words) {
        return VectorQuery.of(new float[] {1f, 0f}, Docs.sparse(words), 3);
    }

    private static List<String> ids(VectorQuery query) {
        return search.search(query).stream().map(VectorHit::id).toList();
    }

    @Test
    void aSparseQueryFindsByItsWordsAlone() {
        assertThat(ids(VectorQuery.ofSparse(Docs.sparse("plum apple"), 3))).containsExactlyInAnyOrder("1", "3");
    }

    @Test
    void aFilterHoldsForDenseSparseAndHybrid() {
        assertThat(ids(query("").where(NO_PLUMS))).containsExactly("1", "2");
        assertThat(ids(VectorQuery.ofSparse(Docs.sparse("plum"), 3).where(NO_PLUMS)))
                .isEmpty();
        assertThat(ids(query("plum").where(NO_PLUMS))).containsExactly("1", "2");
    }

    /** The same two lists; by scores the far one of the dense half falls further back than by ranks. */
    @Test
    void bothFusionsAreToBeHad() {
        List<VectorHit> byRank = search.search(query("plum"));
        List<VectorHit> byScore = search.search(query("plum").fusedBy(Fusion.DBSF));

        assertThat(byRank).extracting(VectorHit::id).startsWith("3");
        assertThat(byScore)
                .extracting(VectorHit::score)
                .isNotEqualTo(byRank.stream().map(VectorHit::score).toList());
        assertThat(byScore).hasSize(3);
    }

    @Test
    void aThresholdLeavesOutWhatIsWorse() {
        assertThat(ids(query("").above(0.95f))).containsExactly("1", "2");
        assertThat(ids(query("").above(-1f))).hasSize(3);
    }

    @Test
    void hitsCarryThePayloadThatIsAskedFor() {
        assertThat(search.search(query("")).get(0).payload()).containsOnlyKeys("text");
        assertThat(search.search(query("").withPayload()).get(0).payload()).isEmpty();
        assertThat(search.search(query("").withPayload("other")).get(0).payload())
                .isEmpty();
        assertThat(search.search(query("").withPayload("other", "text")).get(0).text("text"))
                .isEqualTo("apple");
    }

    @Test
    void theServersOwnLimitOfTimeIsOursInWholeSeconds() {
        Bench bench = new Bench();
        try {
            assertThat(Request.seconds(Deadline.after(
                            Duration.ofMillis(1_500), bench.runtime().ticker())))
                    .isEqualTo(2);
            assertThat(Request.seconds(
                            Deadline.after(Duration.ofMillis(5), bench.runtime().ticker())))
                    .isEqualTo(1);
        } finally {
            bench.close();
        }
    }

    @Test
    void equalQueriesMakeEqualRequests() {
        assertThat(search.request(query("plum").where(NO_PLUMS).above(0.1f)).toByteArray())
                .isEqualTo(search.request(query("plum").above(0.1f).where(NO_PLUMS))
                        .toByteArray());
    }

    @Test
    void aSparseQueryNeedsTheNameOfTheVector() {
        QdrantSearch nameless = search.using(Docs.DENSE, "");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> nameless.search(VectorQuery.ofSparse(Docs.sparse("plum"), 1)))
                .withMessage("collection 'fruit': a sparse query needs the name of the sparse vector, had none; name it"
                        + " with using(dense, sparse)");
    }

    @Test
    void refusesWhatMeansNothing() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query("").above(Float.NaN))
                .withMessage("search: the score threshold must be finite, was NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VectorQuery.ofSparse(SparseVector.EMPTY, 1))
                .withMessageContaining("must have at least 1 term, had 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> query("").fusedBy(Fusion.UNRECOGNIZED))
                .withMessage("search: fusion must be RRF or DBSF, was UNRECOGNIZED");
    }
}
