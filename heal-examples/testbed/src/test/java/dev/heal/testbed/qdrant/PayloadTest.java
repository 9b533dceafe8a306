package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static dev.heal.testbed.qdrant.TestClient.point;
import static io.qdrant.client.ConditionFactory.matchKeyword;
import static io.qdrant.client.PointIdFactory.id;
import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.WithVectorsSelectorFactory;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Common.Filter;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.PointsIdsList;
import io.qdrant.client.grpc.Points.PointsSelector;
import io.qdrant.client.grpc.Points.WithPayloadSelector;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PayloadTest {
    private static final Map<String, Value> ORIGINAL = Map.of(
            "lang", value("en"),
            "author", value(Map.of("name", value("Ann"), "age", value(40))),
            "tags", list(List.of(value("x"), value("y"))));

    @RegisterExtension
    private final QdrantExtension qdrant = new QdrantExtension();

    @BeforeEach
    void store() {
        TestClient.create(qdrant.client(), "c", 2, Distance.Dot);
        TestClient.upsert(qdrant.client(), "c", point(1, ORIGINAL, 1, 0), point(2, Map.of(), 1, 0));
    }

    @Test
    void setMergesAtTheTopAndNullRemoves() {
        get(qdrant.client()
                .setPayloadAsync("c", Map.of("lang", value("de"), "tags", nullValue()), id(1), true, null, null));

        assertThat(payload(1)).isEqualTo(Map.of("lang", value("de"), "author", ORIGINAL.get("author")));
    }

    @Test
    void setWithAKeyMergesBelowIt() {
        PointsSelector first = PointsSelector.newBuilder()
                .setPoints(PointsIdsList.newBuilder().addIds(id(1)))
                .build();

        get(qdrant.client().setPayloadAsync("c", Map.of("age", value(41)), first, true, "author", null, null));

        assertThat(payload(1))
                .containsEntry("author", value(Map.of("name", value("Ann"), "age", value(41))))
                .containsEntry("lang", value("en"));
    }

    @Test
    void setByFilterTouchesMatchesOnly() {
        Filter english = Filter.newBuilder().addMust(matchKeyword("lang", "en")).build();

        get(qdrant.client().setPayloadAsync("c", Map.of("seen", value(true)), english, true, null, null));

        assertThat(payload(1)).containsEntry("seen", value(true));
        assertThat(payload(2)).isEmpty();
    }

    @Test
    void overwriteReplacesAll() {
        get(qdrant.client().overwritePayloadAsync("c", Map.of("new", value(1)), id(1), true, null, null));

        assertThat(payload(1)).isEqualTo(Map.of("new", value(1)));
    }

    @Test
    void deleteRemovesKeysAlsoNestedOnes() {
        get(qdrant.client()
                .deletePayloadAsync("c", List.of("tags", "author.age", "none.of.it"), id(1), true, null, null));

        assertThat(payload(1)).isEqualTo(Map.of("lang", value("en"), "author", value(Map.of("name", value("Ann")))));
    }

    @Test
    void clearRemovesAll() {
        get(qdrant.client().clearPayloadAsync("c", id(1), true, null, null));

        assertThat(payload(1)).isEmpty();
    }

    @Test
    void selectorsIncludeAndExcludePaths() {
        assertThat(selected(WithPayloadSelectorFactory.include(List.of("author.name", "tags[]"))))
                .isEqualTo(Map.of("author", value(Map.of("name", value("Ann"))), "tags", ORIGINAL.get("tags")));
        assertThat(selected(WithPayloadSelectorFactory.exclude(List.of("author.name", "tags"))))
                .isEqualTo(Map.of("lang", value("en"), "author", value(Map.of("age", value(40)))));
        assertThat(selected(WithPayloadSelectorFactory.enable(false))).isEmpty();
    }

    private Map<String, Value> payload(long number) {
        return get(qdrant.client().retrieveAsync("c", id(number), true, false, null))
                .get(0)
                .getPayloadMap();
    }

    private Map<String, Value> selected(WithPayloadSelector selector) {
        return get(qdrant.client()
                        .retrieveAsync("c", List.of(id(1)), selector, WithVectorsSelectorFactory.enable(false), null))
                .get(0)
                .getPayloadMap();
    }
}
