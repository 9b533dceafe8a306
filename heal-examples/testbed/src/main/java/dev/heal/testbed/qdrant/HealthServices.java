package dev.heal.testbed.qdrant;

import grpc.health.v1.HealthCheck;
import grpc.health.v1.HealthGrpc;
import io.grpc.BindableService;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.QdrantGrpc;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckReply;
import io.qdrant.client.grpc.QdrantOuterClass.HealthCheckRequest;
import java.util.List;

/** The two health services: Qdrant's own, which tells a version, and gRPC's. Stateless. */
final class HealthServices {
    /** The protocol version served; the client compares it with its own and warns if they are far apart. */
    static final String VERSION = "1.18.0";

    private HealthServices() {}

    static List<BindableService> all() {
        return List.of(new OwnHealth(), new GrpcHealth());
    }

    private static final class OwnHealth extends QdrantGrpc.QdrantImplBase {
        @Override
        public void healthCheck(HealthCheckRequest request, StreamObserver<HealthCheckReply> observer) {
            Answers.send(
                    observer,
                    () -> HealthCheckReply.newBuilder()
                            .setTitle("qdrant - embedded exact search server")
                            .setVersion(VERSION)
                            .build());
        }
    }

    private static final class GrpcHealth extends HealthGrpc.HealthImplBase {
        @Override
        public void check(
                HealthCheck.HealthCheckRequest request, StreamObserver<HealthCheck.HealthCheckResponse> observer) {
            Answers.send(
                    observer,
                    () -> HealthCheck.HealthCheckResponse.newBuilder()
                            .setStatus(HealthCheck.HealthCheckResponse.ServingStatus.SERVING)
                            .build());
        }
    }
}
