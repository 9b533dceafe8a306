package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static dev.heal.testbed.qdrant.TestClient.point;
import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Points.PointStruct;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.UpdateResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class ConsistencyTest {
    private static final int WRITERS = 3;
    private static final int ROUNDS = 40;
    private static final int POINTS = 50;

    @RegisterExtension
    private final QdrantExtension qdrant = new QdrantExtension();

    @Test
    void readsSeeWholeWritesAndEveryWriteHasItsNumber() throws Exception {
        TestClient.create(qdrant.client(), "c", 2, Distance.Dot);
        write(-1);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS + 1);
        try {
            List<Future<Set<Long>>> writers = new ArrayList<>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int first = writer * ROUNDS;
                Callable<Set<Long>> work = () -> {
                    Set<Long> numbers = new HashSet<>();
                    for (int round = 0; round < ROUNDS; round++) {
                        numbers.add(write(first + round).getOperationId());
                    }
                    return numbers;
                };
                writers.add(threads.submit(work));
            }
            for (int read = 0; read < ROUNDS; read++) {
                assertThat(generations()).hasSize(1);
            }
            Set<Long> numbers = new HashSet<>();
            for (Future<Set<Long>> writer : writers) {
                numbers.addAll(writer.get());
            }
            assertThat(numbers).hasSize(WRITERS * ROUNDS);
        } finally {
            threads.shutdownNow();
        }
    }

    private UpdateResult write(long generation) {
        List<PointStruct> points = new ArrayList<>();
        for (int number = 0; number < POINTS; number++) {
            points.add(point(number, Map.of("generation", value(generation)), 1, 0));
        }
        return get(qdrant.client().upsertAsync("c", points));
    }

    private Set<Long> generations() {
        Set<Long> seen = new HashSet<>();
        get(qdrant.client()
                        .scrollAsync(ScrollPoints.newBuilder()
                                .setCollectionName("c")
                                .setLimit(POINTS)
                                .build()))
                .getResultList()
                .forEach(point -> seen.add(point.getPayloadOrThrow("generation").getIntegerValue()));
        return seen;
    }
}
