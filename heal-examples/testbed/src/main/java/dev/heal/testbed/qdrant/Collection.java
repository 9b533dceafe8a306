package dev.heal.testbed.qdrant;

import io.qdrant.client.grpc.Collections.CreateCollection;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One collection: its settings, payload indexes and points. Guarded by the engine's lock. */
final class Collection {
    private final Schema schema;
    private final PointStore points;
    private final Map<String, CreateFieldIndexCollection> indexes = new TreeMap<>();
    private CreateCollection settings;
    private long operations;

    Collection(CreateCollection settings, Schema schema) {
        this.settings = settings;
        this.schema = schema;
        this.points = new PointStore(schema.columns());
    }

    String name() {
        return settings.getCollectionName();
    }

    CreateCollection settings() {
        return settings;
    }

    void settings(CreateCollection changed) {
        settings = changed;
    }

    Schema schema() {
        return schema;
    }

    PointStore points() {
        return points;
    }

    Map<String, CreateFieldIndexCollection> indexes() {
        return indexes;
    }

    /** The number of the next operation; operations and point versions count from 0. */
    long operations() {
        return operations;
    }

    void operations(long next) {
        operations = next;
    }

    /** The settings of the full-text index on a field, or null. */
    @Nullable
    TextIndexParams textIndex(String field) {
        CreateFieldIndexCollection index = indexes.get(field);
        if (index == null) {
            return null;
        }
        PayloadIndexParams params = index.getFieldIndexParams();
        boolean text = index.getFieldType() == io.qdrant.client.grpc.Points.FieldType.FieldTypeText;
        return text ? params.getTextIndexParams() : null;
    }
}
