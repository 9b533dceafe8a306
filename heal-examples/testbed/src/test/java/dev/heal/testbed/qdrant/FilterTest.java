package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static dev.heal.testbed.qdrant.TestClient.point;
import static io.qdrant.client.ConditionFactory.datetimeRange;
import static io.qdrant.client.ConditionFactory.hasVector;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.ConditionFactory.matchText;
import static io.qdrant.client.ConditionFactory.matchTextAny;
import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.PayloadSchemaType;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.qdrant.client.grpc.Common.Condition;
import io.qdrant.client.grpc.Common.DatetimeRange;
import io.qdrant.client.grpc.Common.FieldCondition;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class FilterTest {
    @RegisterExtension
    private final QdrantExtension qdrant = new QdrantExtension();

    @BeforeEach
    void create() {
        TestClient.create(qdrant.client(), "c", 1, Distance.Dot);
    }

    @Test
    void textWithoutAnIndexIsASubstring() {
        texts("The quick brown fox", "quicksand", "slow");

        assertThat(matching(matchText("text", "quick"))).containsExactly(0L, 1L);
        assertThat(matching(matchText("text", "Quick"))).isEmpty();
        assertThat(matching(matchTextAny("text", "fox slow"))).containsExactly(0L, 2L);
    }

    @Test
    void textWithAnIndexMatchesAllTokensInAnyOrder() {
        texts("The quick brown fox", "quicksand", "A fox, so QUICK!");
        index(TextIndexParams.newBuilder().setTokenizer(TokenizerType.Word).build());

        assertThat(matching(matchText("text", "Fox quick"))).containsExactly(0L, 2L);
        assertThat(matching(matchTextAny("text", "quicksand brown"))).containsExactly(0L, 1L);
    }

    @Test
    void indexedTokensFollowTheIndexSettings() {
        texts("Red-Fox a", "red fox");
        index(TextIndexParams.newBuilder()
                .setTokenizer(TokenizerType.Whitespace)
                .setLowercase(false)
                .setMinTokenLen(2)
                .build());

        assertThat(matching(matchText("text", "Red-Fox"))).containsExactly(0L);
        assertThat(matching(matchText("text", "red a"))).containsExactly(1L);
    }

    @Test
    void datesAreComparedAsInstants() {
        texts("2024-05-01T10:00:00Z", "2024-05-01T13:30:00+02:00", "2024-05-02", "2024-05-01 12:00", "no date");

        DatetimeRange morning = DatetimeRange.newBuilder()
                .setGte(timestamp("2024-05-01T10:00:00Z"))
                .setLt(timestamp("2024-05-01T12:00:00Z"))
                .build();
        DatetimeRange later = DatetimeRange.newBuilder()
                .setGt(timestamp("2024-05-01T11:30:00Z"))
                .setLte(timestamp("2024-05-02T00:00:00Z"))
                .build();
        assertThat(matching(datetimeRange("text", morning))).containsExactly(0L, 1L);
        assertThat(matching(datetimeRange("text", later))).containsExactly(2L, 3L);
    }

    @Test
    void hasVectorAsksForOneName() {
        texts("a");

        assertThat(matching(hasVector(""))).containsExactly(0L);
        assertThat(matching(hasVector("other"))).isEmpty();
    }

    @Test
    void keysWithDotsAreQuoted() {
        TestClient.upsert(qdrant.client(), "c", point(0, Map.of("a.b", value("x")), 1));

        assertThat(matching(matchKeyword("\"a.b\"", "x"))).containsExactly(0L);
        assertThat(matching(matchKeyword("a.b", "x"))).isEmpty();
    }

    @Test
    void emptinessAndNullnessCanBeAskedEitherWay() {
        TestClient.upsert(qdrant.client(), "c", point(0, Map.of("a", value("x")), 1), point(1, Map.of(), 1));

        assertThat(matching(field(FieldCondition.newBuilder().setKey("a").setIsEmpty(true))))
                .containsExactly(1L);
        assertThat(matching(field(FieldCondition.newBuilder().setKey("a").setIsEmpty(false))))
                .containsExactly(0L);
        assertThat(matching(field(FieldCondition.newBuilder().setKey("a").setIsNull(false))))
                .containsExactly(0L, 1L);
        assertThat(matching(field(FieldCondition.newBuilder().setKey("a").setIsNull(true))))
                .isEmpty();
    }

    private static Condition field(FieldCondition.Builder condition) {
        return Condition.newBuilder().setField(condition).build();
    }

    private static Timestamp timestamp(String text) {
        return Timestamp.newBuilder()
                .setSeconds(Instant.parse(text).getEpochSecond())
                .build();
    }

    private void texts(String... texts) {
        for (int i = 0; i < texts.length; i++) {
            TestClient.upsert(qdrant.client(), "c", point(i, Map.of("text", value(texts[i])), 1));
        }
    }

    private void index(TextIndexParams params) {
        get(qdrant.client()
                .createPayloadIndexAsync(
                        "c",
                        "text",
                        PayloadSchemaType.Text,
                        PayloadIndexParams.newBuilder()
                                .setTextIndexParams(params)
                                .build(),
                        true,
                        null,
                        null));
    }

    private List<Long> matching(Condition condition) {
        return get(qdrant.client()
                        .scrollAsync(ScrollPoints.newBuilder()
                                .setCollectionName("c")
                                .setFilter(Filter.newBuilder().addMust(condition))
                                .build()))
                .getResultList()
                .stream()
                .map(RetrievedPoint::getId)
                .map(id -> id.getNum())
                .toList();
    }
}
