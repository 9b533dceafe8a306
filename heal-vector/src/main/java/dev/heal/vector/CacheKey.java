package dev.heal.vector;

import com.google.protobuf.CodedOutputStream;
import io.qdrant.client.grpc.Points.QueryPoints;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The key of a question: {@code hv:2:{COLLECTION}:HEX}, 128 bits of SHA-256 over the tenant, the model and the whole request,
 * each with its length before it. The braces keep the keys of a collection in one slot of a Redis cluster.
 */
final class CacheKey {

    /** Raised whenever the bytes of equal requests could differ from those of earlier releases. */
    private static final String SCHEMA = "2";

    static final int DIGEST_BYTES = 16;

    private final String text;
    private final byte[] digest;

    private CacheKey(String text, byte[] digest) {
        this.text = text;
        this.digest = digest;
    }

    static CacheKey of(QueryPoints request, String tenant, String modelId) {
        // how long the server may take is no part of the question
        byte[] question =
                bytes(request.hasTimeout() ? request.toBuilder().clearTimeout().build() : request);
        MessageDigest sha = sha256();
        update(sha, tenant.getBytes(StandardCharsets.UTF_8));
        update(sha, modelId.getBytes(StandardCharsets.UTF_8));
        update(sha, question);
        byte[] digest = Arrays.copyOf(sha.digest(), DIGEST_BYTES);
        String text = prefix(request.getCollectionName()) + HexFormat.of().formatHex(digest);
        return new CacheKey(text, digest);
    }

    /** Where the epoch of a collection is kept. */
    static byte[] epochOf(String collection) {
        return (prefix(collection) + "epoch").getBytes(StandardCharsets.UTF_8);
    }

    String text() {
        return text;
    }

    byte[] bytes() {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** The hash alone, which an entry carries too. Not copied: nobody changes it. */
    byte[] digest() {
        return digest;
    }

    @Override
    public String toString() {
        return text;
    }

    private static String prefix(String collection) {
        return "hv:" + SCHEMA + ":{" + collection + "}:";
    }

    private static void update(MessageDigest sha, byte[] part) {
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, part.length));
        sha.update(part);
    }

    private static byte[] bytes(QueryPoints request) {
        byte[] bytes = new byte[request.getSerializedSize()];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        out.useDeterministicSerialization();
        try {
            request.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return bytes;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
