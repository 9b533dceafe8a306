package dev.heal.testbed.qdrant;

import com.google.protobuf.Message;
import com.google.protobuf.Parser;
import io.qdrant.client.grpc.Collections.ChangeAliases;
import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.DeleteCollection;
import io.qdrant.client.grpc.Collections.UpdateCollection;
import io.qdrant.client.grpc.Points.ClearPayloadPoints;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeletePayloadPoints;
import io.qdrant.client.grpc.Points.DeletePointVectors;
import io.qdrant.client.grpc.Points.DeletePoints;
import io.qdrant.client.grpc.Points.SetPayloadPoints;
import io.qdrant.client.grpc.Points.UpdatePointVectors;
import io.qdrant.client.grpc.Points.UpsertPoints;
import java.util.List;

/**
 * A kind of request that changes state. {@code code} marks its records in the request log and is never given to
 * another kind. Preparation checks the whole request against the current state and changes nothing; the change it
 * returns cannot fail, so a request is either applied wholly and logged, or neither.
 */
record Mutation<T extends Message>(int code, Parser<T> parser, Preparation<T> preparation) {
    static final Mutation<CreateCollection> CREATE =
            new Mutation<>(1, CreateCollection.parser(), CatalogChanges::create);
    static final Mutation<UpdateCollection> UPDATE =
            new Mutation<>(2, UpdateCollection.parser(), CatalogChanges::update);
    static final Mutation<DeleteCollection> DROP = new Mutation<>(3, DeleteCollection.parser(), CatalogChanges::drop);
    static final Mutation<ChangeAliases> ALIASES = new Mutation<>(4, ChangeAliases.parser(), CatalogChanges::aliases);
    static final Mutation<UpsertPoints> UPSERT = new Mutation<>(5, UpsertPoints.parser(), PointChanges::upsert);
    static final Mutation<DeletePoints> DELETE = new Mutation<>(6, DeletePoints.parser(), PointChanges::delete);
    static final Mutation<UpdatePointVectors> UPDATE_VECTORS =
            new Mutation<>(7, UpdatePointVectors.parser(), PointChanges::updateVectors);
    static final Mutation<DeletePointVectors> DELETE_VECTORS =
            new Mutation<>(8, DeletePointVectors.parser(), PointChanges::deleteVectors);
    static final Mutation<SetPayloadPoints> SET_PAYLOAD =
            new Mutation<>(9, SetPayloadPoints.parser(), PayloadChanges::set);
    static final Mutation<SetPayloadPoints> OVERWRITE_PAYLOAD =
            new Mutation<>(10, SetPayloadPoints.parser(), PayloadChanges::overwrite);
    static final Mutation<DeletePayloadPoints> DELETE_PAYLOAD =
            new Mutation<>(11, DeletePayloadPoints.parser(), PayloadChanges::delete);
    static final Mutation<ClearPayloadPoints> CLEAR_PAYLOAD =
            new Mutation<>(12, ClearPayloadPoints.parser(), PayloadChanges::clear);
    static final Mutation<CreateFieldIndexCollection> CREATE_INDEX =
            new Mutation<>(13, CreateFieldIndexCollection.parser(), IndexChanges::create);
    static final Mutation<DeleteFieldIndexCollection> DELETE_INDEX =
            new Mutation<>(14, DeleteFieldIndexCollection.parser(), IndexChanges::delete);

    static final List<Mutation<?>> ALL = List.of(
            CREATE,
            UPDATE,
            DROP,
            ALIASES,
            UPSERT,
            DELETE,
            UPDATE_VECTORS,
            DELETE_VECTORS,
            SET_PAYLOAD,
            OVERWRITE_PAYLOAD,
            DELETE_PAYLOAD,
            CLEAR_PAYLOAD,
            CREATE_INDEX,
            DELETE_INDEX);

    /** Checks a request; throws the status that refuses it. */
    @FunctionalInterface
    interface Preparation<T> {
        Change prepare(Catalog catalog, T request);
    }

    /**
     * A checked change. Its answer is the operation number for points, and 1 or 0 for collections: whether there was
     * something to do.
     */
    @FunctionalInterface
    interface Change {
        long apply();
    }
}
