package dev.heal.scraper.site;

import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;

/**
 * Finds the javadoc jars of a class path.
 *
 * <p>Javadoc writes a list of packages at the root of its output: {@code element-list} since Java 10, {@code package-list}
 * before. A jar that holds one of them next to {@code index-all.html} and {@code index.html} is documentation.
 */
final class JavadocJars {
    private static final List<String> MARKERS = List.of("element-list", "package-list");
    private static final Pattern VERSION = Pattern.compile("-\\d.*$");

    private JavadocJars() {}

    /** Mount name (the artifact id) to jar file, sorted by name. */
    static Map<String, Path> find(ClassLoader loader) throws IOException {
        Set<Path> jars = new LinkedHashSet<>();
        for (String marker : MARKERS) {
            for (URL url : Collections.list(loader.getResources(marker))) {
                if (url.getProtocol().equals("jar")) {
                    jars.add(fileOf(url));
                }
            }
        }
        Map<String, Path> mounts = new TreeMap<>();
        for (Path jar : jars) {
            if (isDocumentation(jar)) {
                mounts.putIfAbsent(mountName(jar), jar);
            }
        }
        return mounts;
    }

    /** {@code lettuce-core-7.7.0.RELEASE-javadoc.jar} is mounted as {@code lettuce-core}. */
    static String mountName(Path jar) {
        String name = String.valueOf(jar.getFileName()).replaceFirst("\\.jar$", "");
        return VERSION.matcher(name.replaceFirst("-javadoc$", "")).replaceFirst("");
    }

    private static boolean isDocumentation(Path jar) throws IOException {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.getEntry("index-all.html") != null && zip.getEntry("index.html") != null;
        }
    }

    private static Path fileOf(URL entry) throws IOException {
        URLConnection connection = entry.openConnection();
        connection.setUseCaches(false);
        if (!(connection instanceof JarURLConnection jarConnection)) {
            throw new IOException("documentation site: cannot read " + entry + " as an entry of a jar");
        }
        try {
            URI jar = jarConnection.getJarFileURL().toURI();
            return Path.of(jar);
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new IOException(
                    "documentation site: the jar of " + entry + " must be a file; put it on the class path", e);
        }
    }
}
