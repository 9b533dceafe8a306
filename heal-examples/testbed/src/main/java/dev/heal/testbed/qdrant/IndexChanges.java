package dev.heal.testbed.qdrant;

import dev.heal.testbed.qdrant.Mutation.Change;
import io.qdrant.client.grpc.Collections.PayloadIndexParams;
import io.qdrant.client.grpc.Collections.TextIndexParams;
import io.qdrant.client.grpc.Collections.TokenizerType;
import io.qdrant.client.grpc.Points.CreateFieldIndexCollection;
import io.qdrant.client.grpc.Points.DeleteFieldIndexCollection;
import io.qdrant.client.grpc.Points.FieldType;

/** Payload indexes: remembered and shown; only a text index changes what a filter matches. Stateless. */
final class IndexChanges {
    private IndexChanges() {}

    static Change create(Catalog catalog, CreateFieldIndexCollection request) {
        if (request.getFieldName().isEmpty()) {
            throw Statuses.badLength("field_name", "", "at least 1 characters");
        }
        Collection collection = catalog.find(request.getCollectionName());
        PayloadPath.parse(request.getFieldName());
        if (!request.hasFieldType()) {
            throw Statuses.invalid("%s", "cannot convert field_type");
        }
        requireMatchingParams(request.getFieldType(), request.getFieldIndexParams());
        requireServed(request.getFieldIndexParams().getTextIndexParams());
        return () -> {
            collection.indexes().put(request.getFieldName(), request);
            return PointChanges.nextVersion(collection);
        };
    }

    private static void requireMatchingParams(FieldType type, PayloadIndexParams params) {
        boolean match = switch (params.getIndexParamsCase()) {
            case KEYWORD_INDEX_PARAMS -> type == FieldType.FieldTypeKeyword;
            case INTEGER_INDEX_PARAMS -> type == FieldType.FieldTypeInteger;
            case FLOAT_INDEX_PARAMS -> type == FieldType.FieldTypeFloat;
            case GEO_INDEX_PARAMS -> type == FieldType.FieldTypeGeo;
            case TEXT_INDEX_PARAMS -> type == FieldType.FieldTypeText;
            case BOOL_INDEX_PARAMS -> type == FieldType.FieldTypeBool;
            case DATETIME_INDEX_PARAMS -> type == FieldType.FieldTypeDatetime;
            case UUID_INDEX_PARAMS -> type == FieldType.FieldTypeUuid;
            case INDEXPARAMS_NOT_SET -> true;
        };
        if (!match) {
            throw Statuses.invalid(
                    "field_type (%s) and field_index_params do not match",
                    type.name().replace("FieldType", ""));
        }
    }

    private static void requireServed(TextIndexParams params) {
        Validation.notServed(
                params.getTokenizer() == TokenizerType.Prefix || params.getTokenizer() == TokenizerType.Multilingual,
                "TextIndexParams.tokenizer other than Word and Whitespace");
        Validation.notServed(params.hasStopwords(), "TextIndexParams.stopwords");
        Validation.notServed(params.hasStemmer(), "TextIndexParams.stemmer");
        Validation.notServed(params.getPhraseMatching(), "TextIndexParams.phrase_matching");
        Validation.notServed(params.getAsciiFolding(), "TextIndexParams.ascii_folding");
    }

    static Change delete(Catalog catalog, DeleteFieldIndexCollection request) {
        Collection collection = catalog.find(request.getCollectionName());
        if (request.getFieldName().isEmpty()) {
            throw Statuses.badLength("field_name", "", "at least 1 characters");
        }
        return () -> {
            collection.indexes().remove(request.getFieldName());
            return PointChanges.nextVersion(collection);
        };
    }
}
