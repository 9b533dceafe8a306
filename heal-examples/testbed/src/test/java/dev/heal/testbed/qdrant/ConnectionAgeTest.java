package dev.heal.testbed.qdrant;

import static dev.heal.testbed.qdrant.TestClient.get;
import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.qdrant.client.QdrantClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ConnectionAgeTest {
    @Test
    void clientGoesOnWorkingWhenItsConnectionsAreSentAway() throws IOException, InterruptedException {
        QdrantOptions options = QdrantOptions.inMemory().withMaxConnectionAge(Duration.ofSeconds(1));
        try (EmbeddedQdrant server = EmbeddedQdrant.start(options);
                QdrantClient client = TestClient.connect(server.port())) {
            ManagedChannel channel = client.grpcClient().channel();
            AtomicInteger goodbyes = new AtomicInteger();
            countGoodbyes(channel, ConnectivityState.IDLE, goodbyes);

            Await.until("two connections were sent away", () -> {
                assertThat(get(client.listCollectionsAsync())).isEmpty();
                return goodbyes.get() >= 2;
            });
        }
    }

    /** A channel whose connection gets GOAWAY goes from READY to IDLE, and connects again at the next call. */
    private static void countGoodbyes(ManagedChannel channel, ConnectivityState from, AtomicInteger goodbyes) {
        channel.notifyWhenStateChanged(from, () -> {
            ConnectivityState now = channel.getState(false);
            if (from == ConnectivityState.READY && now != ConnectivityState.SHUTDOWN) {
                goodbyes.incrementAndGet();
            }
            if (now != ConnectivityState.SHUTDOWN) {
                countGoodbyes(channel, now, goodbyes);
            }
        });
    }
}
