package dev.heal.vector;

import com.google.protobuf.CodedOutputStream;
import io.qdrant.client.grpc.Points.QueryPoints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The key of a question: {@code hv:1:COLLECTION:HEX}, 128 bits of SHA-256 over the model and the whole request. */
final class CacheKey {

    /** Raised whenever the bytes of equal requests could differ from those of earlier releases. */
    private static final String SCHEMA = "1";

    private static final int HASH_BYTES = 16;

    private CacheKey() {}

    static byte[] of(QueryPoints request, String modelId) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(request.getSerializedSize());
            CodedOutputStream out = CodedOutputStream.newInstance(bytes);
            out.useDeterministicSerialization();
            request.writeTo(out);
            out.flush();
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(modelId.getBytes(StandardCharsets.UTF_8));
            sha.update((byte) 0);
            String hex = HexFormat.of().formatHex(sha.digest(bytes.toByteArray()), 0, HASH_BYTES);
            return ("hv:" + SCHEMA + ":" + request.getCollectionName() + ":" + hex).getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
