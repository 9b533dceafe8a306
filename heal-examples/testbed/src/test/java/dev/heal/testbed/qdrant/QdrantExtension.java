package dev.heal.testbed.qdrant;

import io.qdrant.client.QdrantClient;
import java.io.IOException;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A server in memory and a client of it, new for each test. */
final class QdrantExtension implements BeforeEachCallback, AfterEachCallback {
    private EmbeddedQdrant server;
    private QdrantClient client;

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        server = EmbeddedQdrant.start(QdrantOptions.inMemory());
        client = TestClient.connect(server.port());
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        client.close();
        server.close();
    }

    EmbeddedQdrant server() {
        return server;
    }

    QdrantClient client() {
        return client;
    }
}
