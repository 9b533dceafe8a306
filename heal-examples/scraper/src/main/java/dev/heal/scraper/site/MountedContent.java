package dev.heal.scraper.site;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Several contents under one root, each below its name, and a page at the root that links to them. */
final class MountedContent implements Content {
    private final Map<String, Content> mounts;
    private final byte[] index;

    MountedContent(Map<String, Content> mounts) {
        this.mounts = new TreeMap<>(mounts);
        List<String> links = new ArrayList<>();
        this.mounts.keySet().forEach(name -> links.add(name + "/index.html"));
        index = IndexPage.of("Documentation", links).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public @Nullable Entry find(String path) throws IOException {
        int slash = path.indexOf('/');
        if (slash < 0) {
            return path.equals("index.html") ? indexEntry() : null;
        }
        Content mount = mounts.get(path.substring(0, slash));
        return mount == null ? null : mount.find(path.substring(slash + 1));
    }

    private Entry indexEntry() {
        String etag = "mounts-" + Integer.toHexString(mounts.keySet().hashCode());
        return new Entry(
                etag, Instant.EPOCH, index.length, "text/html; charset=utf-8", () -> new ByteArrayInputStream(index));
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        for (Content mount : mounts.values()) {
            try {
                mount.close();
            } catch (IOException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
