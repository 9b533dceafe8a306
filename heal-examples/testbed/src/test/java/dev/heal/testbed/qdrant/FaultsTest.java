package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static dev.heal.testbed.qdrant.TestClient.point;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Points.UpdateResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class FaultsTest {
    private static final Metadata.Key<String> RETRY_AFTER =
            Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);

    @RegisterExtension
    private final QdrantExtension qdrant = new QdrantExtension();

    @Test
    void failsTheSharePickedByTheSeed() {
        List<Boolean> first = outcomes();
        List<Boolean> second = outcomes();

        assertThat(first).isEqualTo(second);
        assertThat(first.stream().filter(failed -> failed).count()).isBetween(40L, 80L);
    }

    private List<Boolean> outcomes() {
        qdrant.server().faults().fail(new QdrantFaults.Failure(0.3, Status.Code.UNAVAILABLE, 7, Map.of()));
        List<Boolean> failed = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            StatusRuntimeException refusal = refusal(() -> get(qdrant.client().listCollectionsAsync()));
            failed.add(refusal != null);
        }
        return failed;
    }

    @Test
    void failedCallCarriesItsTrailersAndIsNotCarriedOut() {
        TestClient.create(qdrant.client(), "c", 2, Distance.Dot);
        qdrant.server()
                .faults()
                .fail(new QdrantFaults.Failure(1, Status.Code.RESOURCE_EXHAUSTED, 0, Map.of("retry-after", "2")));

        StatusRuntimeException refusal =
                refusal(() -> TestClient.upsert(qdrant.client(), "c", point(1, Map.of(), 1, 0)));

        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(refusal.getTrailers().get(RETRY_AFTER)).isEqualTo("2");
        qdrant.server().faults().clear();
        assertThat(get(qdrant.client().countAsync("c"))).isZero();
    }

    @Test
    void refusedWritesLookLikeAFullDiskAndReadsGoOn() {
        TestClient.create(qdrant.client(), "c", 2, Distance.Dot);
        qdrant.server().faults().refuseWrites();

        StatusRuntimeException refusal =
                refusal(() -> TestClient.upsert(qdrant.client(), "c", point(1, Map.of(), 1, 0)));

        assertThat(refusal.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        assertThat(refusal.getTrailers().get(Statuses.INSUFFICIENT_STORAGE)).isEqualTo("1");
        assertThat(get(qdrant.client().countAsync("c"))).isZero();
        assertThat(refusal(() -> TestClient.create(qdrant.client(), "d", 2, Distance.Dot)))
                .isNotNull();
    }

    @Test
    void delayedWriteIsCarriedOutBeforeItsAnswer(@TempDir Path directory) throws IOException, InterruptedException {
        Path log = directory.resolve("requests.log");
        try (EmbeddedQdrant server =
                        EmbeddedQdrant.start(QdrantOptions.inMemory().withStorage(directory));
                QdrantClient client = TestClient.connect(server.port())) {
            TestClient.create(client, "c", 2, Distance.Dot);
            long before = log.toFile().length();
            server.faults().delay(Duration.ofMinutes(10));

            Future<UpdateResult> answer = client.upsertAsync("c", List.of(point(1, Map.of(), 1, 0)));

            Await.until("the point is in the log", () -> log.toFile().length() > before);
            assertThat(answer.isDone()).isFalse();
            answer.cancel(true);
            server.faults().clear();
            Await.until("the point is there", () -> get(client.countAsync("c")) == 1);
        }
    }

    @Test
    void delayedAnswerArrives() {
        qdrant.server().faults().delay(Duration.ofMillis(100));
        long start = System.nanoTime();

        assertThat(get(qdrant.client().listCollectionsAsync())).isEmpty();

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void commandsSetTheSameFaults() {
        QdrantFaults faults = qdrant.server().faults();
        ControlCommands.apply("fail 1 resource_exhausted retry-after=2 seed=3", faults);
        StatusRuntimeException refusal = refusal(() -> get(qdrant.client().listCollectionsAsync()));
        assertThat(refusal.getTrailers().get(RETRY_AFTER)).isEqualTo("2");

        ControlCommands.apply("clear", faults);
        ControlCommands.apply("refuse-writes", faults);
        ControlCommands.apply(" delay 1ms ", faults);
        assertThat(faults.delay()).isEqualTo(Duration.ofMillis(1));
        assertThat(refusal(() -> TestClient.create(qdrant.client(), "d", 2, Distance.Dot)))
                .isNotNull();
    }

    @Test
    void wrongCommandsSayWhatIsWrong() {
        QdrantFaults faults = qdrant.server().faults();
        Map<String, String> problems = Map.of(
                "fail 1 UNAVAILABLE Retry=2", "a trailer's name must be of a-z",
                "boom", "qdrant command 'boom': is not known; use fail, delay, refuse-writes or clear",
                "fail 0.3", "must have a probability and a code",
                "fail 2 UNAVAILABLE", "probability must be in [0, 1], was 2.0",
                "fail x UNAVAILABLE", "must have numbers as probability and seed",
                "fail 1 WRONG", "must name a gRPC status code, was 'WRONG'",
                "fail 1 OK", "code must not be OK",
                "fail 1 UNAVAILABLE seed", "must have name=value after the code, was 'seed'",
                "delay 5", "must be a whole number with ms, s or m, was '5'",
                "clear all", "must have 1 words, had 2");

        problems.forEach((command, problem) -> assertThatIllegalArgumentException()
                .isThrownBy(() -> ControlCommands.apply(command, faults))
                .withMessageContaining(problem));
    }

    private static StatusRuntimeException refusal(ThrowingCallable call) {
        return catchThrowableOfType(StatusRuntimeException.class, call);
    }
}
