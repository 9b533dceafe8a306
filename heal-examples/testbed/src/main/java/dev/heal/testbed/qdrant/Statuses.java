package dev.heal.testbed.qdrant;

import com.google.errorprone.annotations.FormatMethod;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * Every error the server answers, in one place. Codes and wordings follow the real server; docs/testbed-qdrant.md
 * names the source of each. Stateless.
 */
final class Statuses {
    static final Metadata.Key<String> RETRY_AFTER = Metadata.Key.of("retry-after", Metadata.ASCII_STRING_MARSHALLER);
    static final Metadata.Key<String> INSUFFICIENT_STORAGE =
            Metadata.Key.of("qdrant-insufficient-storage", Metadata.ASCII_STRING_MARSHALLER);

    private Statuses() {}

    static StatusRuntimeException collectionNotFound(String name) {
        return error(Status.NOT_FOUND, "Not found: Collection `%s` doesn't exist!", name);
    }

    static StatusRuntimeException collectionExists(String name) {
        return error(Status.ALREADY_EXISTS, "Wrong input: Collection `%s` already exists!", name);
    }

    static StatusRuntimeException aliasTakesName(String name) {
        return wrongInput("Can't create collection with name %s. Alias with the same name already exists", name);
    }

    static StatusRuntimeException aliasNotFound(String name) {
        return error(Status.NOT_FOUND, "Not found: Alias %s does not exists!", name);
    }

    static StatusRuntimeException wrongDimension(int expected, int received) {
        return wrongInput("Vector dimension error: expected dim: %d, got %d", expected, received);
    }

    static StatusRuntimeException noSuchVector(String name) {
        return wrongInput("Not existing vector name error: %s", name);
    }

    static StatusRuntimeException sparseForDense() {
        return wrongInput("Conversion between sparse and regular vectors failed");
    }

    static StatusRuntimeException sparseWithoutName() {
        return invalid("Sparse vector must be named");
    }

    static StatusRuntimeException noVector() {
        return invalid("No Vector Provided");
    }

    static StatusRuntimeException expectedVectors() {
        return invalid("Expected some vectors");
    }

    static StatusRuntimeException emptyId() {
        return invalid("Empty ID is not allowed");
    }

    static StatusRuntimeException noIdOptions() {
        return invalid("No ID options provided");
    }

    static StatusRuntimeException badUuid(String text) {
        return invalid("Unable to parse UUID: %s", text);
    }

    static StatusRuntimeException pointNotFound(PointKey id) {
        return error(Status.NOT_FOUND, "Not found: No point with id %s found", id);
    }

    static StatusRuntimeException pointHasNoVector(String name) {
        return error(Status.NOT_FOUND, "Not found: Vector with name \"%s\" for point not found", name);
    }

    static StatusRuntimeException badPath(String path) {
        return invalid("Invalid json path: '%s'", path);
    }

    static StatusRuntimeException outOfRange(String field, long value, String rule) {
        return invalid(
                "Validation error in body: [%s: value %s invalid, must be %s]",
                field, Long.toUnsignedString(value), rule);
    }

    static StatusRuntimeException badLength(String field, String value, String rule) {
        return invalid("Validation error in body: [%s: value \"%s\" invalid, must be %s]", field, value, rule);
    }

    static StatusRuntimeException badField(String field, String problem) {
        return invalid("Validation error in body: [%s: %s]", field, problem);
    }

    /** The real server's form for rules without a text of their own. */
    static StatusRuntimeException brokenRule(String field, String rule) {
        return badField(field, "Validation error: " + rule + " [{}]");
    }

    static StatusRuntimeException badRequest(String text) {
        return error(Status.INVALID_ARGUMENT, "Bad request: %s", text);
    }

    static StatusRuntimeException failedValidation(String text) {
        return wrongInput("Validation failed: %s", text);
    }

    @FormatMethod
    static StatusRuntimeException wrongInput(String format, Object... arguments) {
        return error(Status.INVALID_ARGUMENT, "Wrong input: %s", String.format(format, arguments));
    }

    @FormatMethod
    static StatusRuntimeException invalid(String format, Object... arguments) {
        return error(Status.INVALID_ARGUMENT, format, arguments);
    }

    /** The one answer to everything this server does not do; {@code what} names the request field or call. */
    static StatusRuntimeException notServed(String what) {
        return error(Status.UNIMPLEMENTED, "%s is not served by the embedded server", what);
    }

    static StatusRuntimeException writesRefused() {
        return insufficientStorage("writes are refused by a fault hook");
    }

    static StatusRuntimeException logFailed(Exception cause) {
        return insufficientStorage("request log: " + cause.getMessage());
    }

    private static StatusRuntimeException insufficientStorage(String text) {
        Metadata trailers = new Metadata();
        trailers.put(INSUFFICIENT_STORAGE, "1");
        return Status.RESOURCE_EXHAUSTED
                .withDescription("Insufficient storage: " + text)
                .asRuntimeException(trailers);
    }

    @FormatMethod
    private static StatusRuntimeException error(Status status, String format, Object... arguments) {
        return status.withDescription(String.format(format, arguments)).asRuntimeException();
    }
}
