package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static dev.heal.testbed.qdrant.TestClient.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.StatusRuntimeException;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every row of the table in docs/testbed-qdrant.md, asked with the real client. */
final class StatusesTest {
    @RegisterExtension
    private final QdrantExtension qdrant = new QdrantExtension();

    @BeforeEach
    void store() {
        get(qdrant.client()
                .createCollectionAsync(CollectionStatusRows.create("c", 2).build()));
        TestClient.upsert(qdrant.client(), "c", point(1, Map.of(), 1, 0));
        get(qdrant.client().createAliasAsync("alias", "c"));
    }

    @ParameterizedTest
    @MethodSource({
        "dev.heal.testbed.qdrant.CollectionStatusRows#collections",
        "dev.heal.testbed.qdrant.PointStatusRows#givenVectors",
        "dev.heal.testbed.qdrant.PointStatusRows#ids",
        "dev.heal.testbed.qdrant.PointStatusRows#updates",
        "dev.heal.testbed.qdrant.QueryStatusRows#queries",
        "dev.heal.testbed.qdrant.QueryStatusRows#filters"
    })
    void answersWithCodeAndWording(StatusRow row) {
        StatusRuntimeException status = catchThrowableOfType(
                StatusRuntimeException.class, () -> row.call().accept(qdrant.client()));

        assertThat(status).as("an error").isNotNull();
        assertThat(status.getStatus().getCode()).isEqualTo(row.code());
        assertThat(status.getStatus().getDescription()).isEqualTo(row.wording());
    }
}
