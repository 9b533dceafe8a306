package dev.heal.testbed;

import java.io.IOException;
import java.net.URL;
import java.net.URLConnection;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A file on the class path, read as a whole, with a key that changes when its contents do.
 *
 * @param bytes the contents; not copied
 * @param key the first 16 hexadecimal digits of the SHA-256 of the contents
 */
@SuppressWarnings("ArrayRecordComponent") // held for a moment and never compared
record Resource(byte[] bytes, String key) {

    /** Reads the resource, or null if there is none of that name. */
    static @Nullable Resource read(String name) throws IOException {
        URL url = Resource.class.getClassLoader().getResource(name);
        if (url == null) {
            return null;
        }
        URLConnection connection = url.openConnection();
        connection.setUseCaches(false);
        try (var in = connection.getInputStream()) {
            byte[] bytes = in.readAllBytes();
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Resource(bytes, HexFormat.of().formatHex(hash, 0, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
