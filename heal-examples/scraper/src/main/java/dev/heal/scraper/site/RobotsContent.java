package dev.heal.scraper.site;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Adds a {@code robots.txt} that welcomes crawlers to a content that has none of its own. */
final class RobotsContent implements Content {
    private static final byte[] WELCOME = "User-agent: *\nAllow: /\n".getBytes(StandardCharsets.UTF_8);

    private final Content content;

    RobotsContent(Content content) {
        this.content = content;
    }

    @Override
    public @Nullable Entry find(String path) throws IOException {
        Entry own = content.find(path);
        if (own != null || !path.equals("robots.txt")) {
            return own;
        }
        return new Entry(
                "welcome",
                Instant.EPOCH,
                WELCOME.length,
                ContentTypes.of(path),
                () -> new ByteArrayInputStream(WELCOME));
    }

    @Override
    public void close() throws IOException {
        content.close();
    }
}
