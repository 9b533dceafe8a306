package dev.heal.testbed.qdrant;

import com.google.protobuf.Message;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Points.BatchResult;
import io.qdrant.client.grpc.Points.ClearPayloadPoints;
import io.qdrant.client.grpc.Points.CountPoints;
import io.qdrant.client.grpc.Points.CountResponse;
import io.qdrant.client.grpc.Points.CountResult;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeletePayloadPoints;
import io.qdrant.client.grpc.Points.DeletePointVectors;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.GetPoints;
import io.qdrant.client.grpc.Points.GetResponse;
import io.qdrant.client.grpc.Points.PointsOperationResponse;
import io.qdrant.client.grpc.Points.QueryBatchPoints;
import io.qdrant.client.grpc.Points.QueryBatchResponse;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.QueryResponse;
import io.qdrant.client.grpc.Points.ScrollPoints;
import io.qdrant.client.grpc.Points.ScrollResponse;
import io.qdrant.client.grpc.Points.SearchBatchPoints;
import io.qdrant.client.grpc.Points.SearchBatchResponse;
import io.qdrant.client.grpc.Points.SearchPoints;
import io.qdrant.client.grpc.Points.SearchResponse;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpdateBatchPoints;
import io.qdrant.client.grpc.Points.UpdateBatchResponse;
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.UpdateResult;
import io.qdrant.client.grpc.Points.UpdateStatus;
import io.qdrant.client.grpc.Points.UpsertPoints;
import io.qdrant.client.grpc.PointsGrpc;

/** The points of the protocol. Calls not overridden here answer UNIMPLEMENTED. Thread-safe. */
final class PointsService extends PointsGrpc.PointsImplBase {
    private final Engine engine;

    PointsService(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void upsert(UpsertPoints request, StreamObserver<PointsOperationResponse> observer) {
        mutate(Mutation.UPSERT, request, observer);
    }

    @Override
    public void delete(DeletePoints request, StreamObserver<PointsOperationResponse> observer) {
        mutate(Mutation.DELETE, request, observer);
    }

    @Override
    public void updateVectors(UpdatePointVectors request, StreamObserver<PointsOperationResponse> observer) {
        mutate(Mutation.UPDATE_VECTORS, request, observer);
    }

    @Override
    public void deleteVectors(DeletePointVectors request, StreamObserver<PointsOperationResponse> observer) {
        mutate(Mutation.DELETE_VECTORS, request, observer);
    }

    @Override
    public void setPayload(SetPayloadPoints request, StreamObserver<PointsOperationResponse> observer) {
        mutate(Mutation.SET_PAYLOAD, request, observer);
    }

    @Override
    public void overwritePayload(SetPayloadPoints request, StreamObserver<PointsOperationResponse> observer) {
        mutate(Mutation.OVERWRITE_PAYLOAD, request, observer);
    }

    @Override
    public void deletePayload(DeletePayloadPoints request, StreamObserver<PointsOperationResponse> observer) {
        mutate(Mutation.DELETE_PAYLOAD, request, observer);
    }

    @Override
    public void clearPayload(ClearPayloadPoints request, StreamObserver<PointsOperationResponse> observer) {
        mutate(Mutation.CLEAR_PAYLOAD, request, observer);
    }

    @Override
    public void createFieldIndex(CreateFieldIndexCollection request, StreamObserver<PointsOperationResponse> observer) {
        mutate(Mutation.CREATE_INDEX, request, observer);
    }

    @Override
    public void deleteFieldIndex(DeleteFieldIndexCollection request, StreamObserver<PointsOperationResponse> observer) {
        mutate(Mutation.DELETE_INDEX, request, observer);
    }

    private <T extends Message> void mutate(
            Mutation<T> kind, T request, StreamObserver<PointsOperationResponse> observer) {
        long start = System.nanoTime();
        Answers.send(
                observer,
                () -> PointsOperationResponse.newBuilder()
                        .setResult(completed(engine.mutate(kind, request)))
                        .setTime(Answers.secondsSince(start))
                        .build());
    }

    // Also for a request that does not wait: it was applied before this answer.
    private static UpdateResult completed(long operation) {
        return UpdateResult.newBuilder()
                .setOperationId(operation)
                .setStatus(UpdateStatus.Completed)
                .build();
    }

    @Override
    public void updateBatch(UpdateBatchPoints request, StreamObserver<UpdateBatchResponse> observer) {
        long start = System.nanoTime();
        Answers.send(observer, () -> {
            UpdateBatchResponse.Builder answer = UpdateBatchResponse.newBuilder();
            request.getOperationsList()
                    .forEach(operation -> answer.addResult(
                            completed(BatchOperations.apply(engine, request.getCollectionName(), operation))));
            return answer.setTime(Answers.secondsSince(start)).build();
        });
    }

    @Override
    public void get(GetPoints request, StreamObserver<GetResponse> observer) {
        long start = System.nanoTime();
        Answers.send(
                observer,
                () -> engine.read(catalog -> GetResponse.newBuilder()
                        .addAllResult(Reads.get(catalog, request))
                        .setTime(Answers.secondsSince(start))
                        .build()));
    }

    @Override
    public void scroll(ScrollPoints request, StreamObserver<ScrollResponse> observer) {
        long start = System.nanoTime();
        Answers.send(
                observer,
                () -> engine.read(catalog -> Reads.scroll(catalog, request).toBuilder()
                        .setTime(Answers.secondsSince(start))
                        .build()));
    }

    @Override
    public void count(CountPoints request, StreamObserver<CountResponse> observer) {
        long start = System.nanoTime();
        Answers.send(
                observer,
                () -> engine.read(catalog -> CountResponse.newBuilder()
                        .setResult(CountResult.newBuilder().setCount(Reads.count(catalog, request)))
                        .setTime(Answers.secondsSince(start))
                        .build()));
    }

    @Override
    public void search(SearchPoints request, StreamObserver<SearchResponse> observer) {
        long start = System.nanoTime();
        Answers.send(
                observer,
                () -> engine.read(catalog -> SearchResponse.newBuilder()
                        .addAllResult(Reads.search(catalog, request))
                        .setTime(Answers.secondsSince(start))
                        .build()));
    }

    @Override
    public void searchBatch(SearchBatchPoints request, StreamObserver<SearchBatchResponse> observer) {
        long start = System.nanoTime();
        Answers.send(
                observer,
                () -> engine.read(catalog -> {
                    SearchBatchResponse.Builder answer = SearchBatchResponse.newBuilder();
                    for (SearchPoints one : request.getSearchPointsList()) {
                        // The batch names the collection; what its parts say is not looked at, as on the real server.
                        SearchPoints search = one.toBuilder()
                                .setCollectionName(request.getCollectionName())
                                .build();
                        answer.addResult(BatchResult.newBuilder().addAllResult(Reads.search(catalog, search)));
                    }
                    return answer.setTime(Answers.secondsSince(start)).build();
                }));
    }

    @Override
    public void query(QueryPoints request, StreamObserver<QueryResponse> observer) {
        long start = System.nanoTime();
        Answers.send(
                observer,
                () -> engine.read(catalog -> QueryResponse.newBuilder()
                        .addAllResult(Reads.query(catalog, request))
                        .setTime(Answers.secondsSince(start))
                        .build()));
    }

    @Override
    public void queryBatch(QueryBatchPoints request, StreamObserver<QueryBatchResponse> observer) {
        long start = System.nanoTime();
        Answers.send(
                observer,
                () -> engine.read(catalog -> {
                    QueryBatchResponse.Builder answer = QueryBatchResponse.newBuilder();
                    for (QueryPoints one : request.getQueryPointsList()) {
                        QueryPoints query = one.toBuilder()
                                .setCollectionName(request.getCollectionName())
                                .build();
                        answer.addResult(BatchResult.newBuilder().addAllResult(Reads.query(catalog, query)));
                    }
                    return answer.setTime(Answers.secondsSince(start)).build();
                }));
    }
}
