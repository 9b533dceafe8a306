package dev.heal.chaos;

import dev.heal.chaos.app.CallLine;
import dev.heal.chaos.app.Schema;
import dev.heal.chaos.app.Texts;
import dev.heal.testbed.PostgresServer;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.QdrantGrpcClient;
import io.qdrant.client.WithPayloadSelectorFactory;
import io.qdrant.client.grpc.JsonWithInt.Value;
import io.qdrant.client.grpc.Points.RetrievedPoint;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Compares what was acknowledged, and what the site says, with what both stores hold, by clients of its own. */
final class StoreAudit {

    private static final int PAGE = 1_000;

    private StoreAudit() {}

    /**
     * The count.
     *
     * @param acknowledged documents whose page came back stored
     * @param lost how many of those are not in both stores
     * @param duplicated rows that are there more than once
     * @param altered rows and points that say something else than their page
     */
    record Balance(long acknowledged, long lost, long duplicated, long altered) {}

    /** A document as a store has it. */
    record Stored(long id, String text) {}

    static Balance of(AppScene scene, List<CallLine> lines, Texts texts)
            throws SQLException, ExecutionException, InterruptedException {
        Set<Long> acknowledged = lines.stream()
                .filter(line -> line.outcome() == CallLine.Outcome.WRITTEN)
                .map(CallLine::id)
                .collect(Collectors.toSet());
        List<Stored> rows = new ArrayList<>();
        for (PostgresServer database : scene.databases()) {
            rows.addAll(rows(database.jdbcUrl()));
        }
        return compare(acknowledged, rows, points(scene.qdrant().port()), texts::document);
    }

    static Balance compare(
            Set<Long> acknowledged, List<Stored> rows, List<Stored> points, LongFunction<String> document) {
        Map<Long, Long> times = rows.stream().collect(Collectors.groupingBy(Stored::id, Collectors.counting()));
        Set<Long> found = points.stream().map(Stored::id).collect(Collectors.toSet());
        return new Balance(
                acknowledged.size(),
                acknowledged.stream()
                        .filter(id -> !times.containsKey(id) || !found.contains(id))
                        .count(),
                times.values().stream().filter(count -> count > 1).count(),
                Stream.concat(rows.stream(), points.stream())
                        .filter(stored -> !stored.text().equals(document.apply(stored.id())))
                        .count());
    }

    private static List<Stored> rows(String jdbcUrl) throws SQLException {
        List<Stored> present = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(jdbcUrl);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select id, text from " + Schema.TABLE)) {
            while (rows.next()) {
                present.add(new Stored(rows.getLong(1), rows.getString(2)));
            }
        }
        return present;
    }

    private static List<Stored> points(int port) throws ExecutionException, InterruptedException {
        List<Stored> present = new ArrayList<>();
        ScrollPoints.Builder request = ScrollPoints.newBuilder()
                .setCollectionName(Schema.COLLECTION)
                .setWithPayload(WithPayloadSelectorFactory.enable(true))
                .setLimit(PAGE);
        try (QdrantClient client = new QdrantClient(
                QdrantGrpcClient.newBuilder(Network.HOST, port, false, false).build())) {
            while (true) {
                ScrollResponse page = client.scrollAsync(request.build()).get();
                for (RetrievedPoint point : page.getResultList()) {
                    String text = point.getPayloadOrDefault("text", Value.getDefaultInstance())
                            .getStringValue();
                    present.add(new Stored(point.getId().getNum(), text));
                }
                if (!page.hasNextPageOffset()) {
                    return present;
                }
                request.setOffset(page.getNextPageOffset());
            }
        }
    }
}
