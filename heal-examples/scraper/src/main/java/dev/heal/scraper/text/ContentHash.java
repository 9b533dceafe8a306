package dev.heal.scraper.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 of a title and sections, in hex. */
final class ContentHash {
    private ContentHash() {}

    static String of(String title, List<Section> sections) {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("content hash: every Java platform must have SHA-256, this has not", e);
        }
        digest.update(title.getBytes(StandardCharsets.UTF_8));
        for (Section section : sections) {
            digest.update((byte) '\n');
            digest.update(section.text().getBytes(StandardCharsets.UTF_8));
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
