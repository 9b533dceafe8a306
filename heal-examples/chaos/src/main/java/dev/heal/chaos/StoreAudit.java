package dev.heal.chaos;

import dev.heal.chaos.app.CallLine;
import dev.heal.chaos.app.Schema;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;

/** Compares what was acknowledged with what both stores hold, by clients of its own. */
final class StoreAudit {

    private static final int PAGE = 1_000;

    private StoreAudit() {}

    /**
     * The count.
     *
     * @param acknowledged documents whose write came back without an error
     * @param lost how many of those are not in both stores
     * @param duplicated rows that are there more than once
     */
    record Balance(long acknowledged, long lost, long duplicated) {}

    static Balance of(AppScene scene, List<CallLine> lines)
            throws SQLException, ExecutionException, InterruptedException {
        Set<Long> acknowledged = lines.stream()
                .filter(line -> line.outcome() == CallLine.Outcome.WRITTEN)
                .map(CallLine::id)
                .collect(Collectors.toSet());
        return compare(
                acknowledged,
                rows(scene.postgres().jdbcUrl()),
                points(scene.qdrant().port()));
    }

    static Balance compare(Set<Long> acknowledged, Map<Long, Integer> rows, Set<Long> points) {
        return new Balance(
                acknowledged.size(),
                acknowledged.stream()
                        .filter(id -> !rows.containsKey(id) || !points.contains(id))
                        .count(),
                rows.values().stream().filter(times -> times > 1).count());
    }

    private static Map<Long, Integer> rows(String jdbcUrl) throws SQLException {
        Map<Long, Integer> present = new HashMap<>();
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id from " + Schema.TABLE)) {
            while (rows.next()) {
                present.merge(rows.getLong(1), 1, Integer::sum);
            }
        }
        return present;
    }

    private static Set<Long> points(int port) throws ExecutionException, InterruptedException {
        Set<Long> present = new HashSet<>();
        ScrollPoints.Builder request =
                ScrollPoints.newBuilder().setCollectionName(Schema.COLLECTION).setLimit(PAGE);
        try (QdrantClient client = new QdrantClient(
                QdrantGrpcClient.newBuilder("127.0.0.1", port, false, false).build())) {
            while (true) {
                ScrollResponse page = client.scrollAsync(request.build()).get();
                for (RetrievedPoint point : page.getResultList()) {
                    present.add(point.getId().getNum());
                }
                if (!page.hasNextPageOffset()) {
                    return Collections.unmodifiableSet(present);
                }
                request.setOffset(page.getNextPageOffset());
            }
        }
    }
}
