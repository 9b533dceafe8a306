package dev.heal.testbed.qdrant;

import com.google.protobuf.Message;
import io.grpc.stub.StreamObserver;
import io.qdrant.client.grpc.Collections.AliasDescription;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CollectionDescription;
import io.qdrant.client.grpc.Collections.CollectionExists;
import io.qdrant.client.grpc.Collections.CollectionExistsRequest;
import io.qdrant.client.grpc.Collections.CollectionExistsResponse;
import io.qdrant.client.grpc.Collections.CollectionOperationResponse;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.GetCollectionInfoRequest;
import io.qdrant.client.grpc.Collections.GetCollectionInfoResponse;
import io.qdrant.client.grpc.Collections.ListAliasesRequest;
import io.qdrant.client.grpc.Collections.ListAliasesResponse;
import io.qdrant.client.grpc.Collections.ListCollectionAliasesRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsRequest;
import io.qdrant.client.grpc.Collections.ListCollectionsResponse;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.CollectionsGrpc;
import java.util.Map;
import java.util.function.Predicate;

/** The collections and aliases of the protocol. Calls not overridden here answer UNIMPLEMENTED. Thread-safe. */
final class CollectionsService extends CollectionsGrpc.CollectionsImplBase {
    private final Engine engine;

    CollectionsService(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void create(CreateCollection request, StreamObserver<CollectionOperationResponse> observer) {
        mutate(Mutation.CREATE, request, observer);
    }

    @Override
    public void update(UpdateCollection request, StreamObserver<CollectionOperationResponse> observer) {
        mutate(Mutation.UPDATE, request, observer);
    }

    @Override
    public void delete(DeleteCollection request, StreamObserver<CollectionOperationResponse> observer) {
        mutate(Mutation.DROP, request, observer);
    }

    @Override
    public void updateAliases(ChangeAliases request, StreamObserver<CollectionOperationResponse> observer) {
        mutate(Mutation.ALIASES, request, observer);
    }

    private <T extends Message> void mutate(
            Mutation<T> kind, T request, StreamObserver<CollectionOperationResponse> observer) {
        long start = System.nanoTime();
        Answers.send(
                observer,
                () -> CollectionOperationResponse.newBuilder()
                        .setResult(engine.mutate(kind, request) != 0)
                        .setTime(Answers.secondsSince(start))
                        .build());
    }

    @Override
    public void get(GetCollectionInfoRequest request, StreamObserver<GetCollectionInfoResponse> observer) {
        long start = System.nanoTime();
        Answers.send(
                observer,
                () -> engine.read(catalog -> GetCollectionInfoResponse.newBuilder()
                        .setResult(CollectionView.info(catalog.find(request.getCollectionName())))
                        .setTime(Answers.secondsSince(start))
                        .build()));
    }

    @Override
    public void list(ListCollectionsRequest request, StreamObserver<ListCollectionsResponse> observer) {
        long start = System.nanoTime();
        Answers.send(
                observer,
                () -> engine.read(catalog -> {
                    ListCollectionsResponse.Builder answer = ListCollectionsResponse.newBuilder();
                    catalog.collections()
                            .keySet()
                            .forEach(name -> answer.addCollections(
                                    CollectionDescription.newBuilder().setName(name)));
                    return answer.setTime(Answers.secondsSince(start)).build();
                }));
    }

    @Override
    public void collectionExists(CollectionExistsRequest request, StreamObserver<CollectionExistsResponse> observer) {
        long start = System.nanoTime();
        Answers.send(
                observer,
                () -> engine.read(catalog -> {
                    Validation.collectionName(request.getCollectionName());
                    return CollectionExistsResponse.newBuilder()
                            .setResult(CollectionExists.newBuilder()
                                    .setExists(catalog.exists(request.getCollectionName())))
                            .setTime(Answers.secondsSince(start))
                            .build();
                }));
    }

    @Override
    public void listAliases(ListAliasesRequest request, StreamObserver<ListAliasesResponse> observer) {
        Answers.send(observer, () -> aliases(alias -> true));
    }

    @Override
    public void listCollectionAliases(
            ListCollectionAliasesRequest request, StreamObserver<ListAliasesResponse> observer) {
        Answers.send(observer, () -> {
            Validation.collectionName(request.getCollectionName());
            return aliases(alias -> alias.getValue().equals(request.getCollectionName()));
        });
    }

    private ListAliasesResponse aliases(Predicate<Map.Entry<String, String>> wanted) {
        long start = System.nanoTime();
        return engine.read(catalog -> {
            ListAliasesResponse.Builder answer = ListAliasesResponse.newBuilder();
            catalog.aliases().entrySet().stream()
                    .filter(wanted)
                    .forEach(alias -> answer.addAliases(AliasDescription.newBuilder()
                            .setAliasName(alias.getKey())
                            .setCollectionName(alias.getValue())));
            return answer.setTime(Answers.secondsSince(start)).build();
        });
    }
}
