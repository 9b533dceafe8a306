package dev.heal.testbed.qdrant;

import io.grpc.Status;
import io.qdrant.client.QdrantClient;
import java.util.function.Consumer;

/**
 * One row of the table in docs/testbed-qdrant.md and a call that leads to it. The collection "c" has an unnamed vector of
 * length 2, a sparse one, "words", the point 1 and the alias "alias".
 */
record StatusRow(String situation, Status.Code code, String wording, Consumer<QdrantClient> call) {
    static StatusRow invalid(String situation, String wording, Consumer<QdrantClient> call) {
        return new StatusRow(situation, Status.Code.INVALID_ARGUMENT, wording, call);
    }

    @Override
    public String toString() {
        return situation;
    }
}
