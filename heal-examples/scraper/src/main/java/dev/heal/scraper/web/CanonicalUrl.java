package dev.heal.scraper.web;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;

/**
 * One spelling for each page, so that it is fetched once.
 *
 * <p>Rules (RFC 3986, 6.2.2): scheme and host in lower case, default port dropped, dot segments resolved, an empty path is
 * {@code /}, percent escapes in upper case and only where they are needed, fragment and empty query dropped. Other queries are kept, and so is the
 * difference between {@code /a}, {@code /a/} and {@code /a/index.html}: only the server knows whether they are one page.
 */
public final class CanonicalUrl {
    private static final String UNRESERVED = "-._~";
    private static final String PATH_SAFE = UNRESERVED + "!$&'()*+,;=:@/";
    private static final String QUERY_SAFE = PATH_SAFE + "?";

    private CanonicalUrl() {}

    /**
     * Reads an absolute URL as people and pages write it, blanks and non-ASCII letters included.
     *
     * @return the canonical URL, or empty when it is no http or https URL with a host, or carries a user name
     */
    public static Optional<URI> of(String url) {
        String text = asBrowsersRead(url);
        int colon = text.indexOf("://");
        if (colon < 0) {
            return Optional.empty();
        }
        String scheme = text.substring(0, colon).toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        int end = endOf(text, colon + 3);
        String rest = text.substring(end);
        int fragment = rest.indexOf('#');
        rest = fragment < 0 ? rest : rest.substring(0, fragment);
        int question = rest.indexOf('?');
        String path = question < 0 ? rest : rest.substring(0, question);
        String query = question < 0 || question == rest.length() - 1
                ? ""
                : "?" + escape(rest.substring(question + 1), QUERY_SAFE);
        try {
            String authority = authority(scheme, text.substring(colon + 3, end));
            URI uri = new URI(scheme + "://" + authority + withoutDots(escape(path, PATH_SAFE)) + query);
            return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
        } catch (URISyntaxException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Resolves a link of a page.
     *
     * @param base the page's URL
     * @param link as written in the page or in a {@code Location} header
     * @return the canonical URL, or empty when it leads to no page
     */
    public static Optional<URI> resolve(URI base, String link) {
        String text = asBrowsersRead(link);
        if (text.regionMatches(true, 0, "http:", 0, 5) || text.regionMatches(true, 0, "https:", 0, 6)) {
            return of(text);
        }
        if (text.matches("[A-Za-z][A-Za-z0-9+.-]*:.*")) {
            return Optional.empty(); // mailto:, javascript:, data:
        }
        String origin = base.getScheme() + "://" + base.getRawAuthority();
        if (text.startsWith("//")) {
            return of(base.getScheme() + ":" + text);
        }
        if (text.startsWith("/")) {
            return of(origin + text);
        }
        String path = base.getRawPath();
        if (text.isEmpty() || text.startsWith("#")) {
            return of(base.toString());
        }
        return text.startsWith("?")
                ? of(origin + path + text)
                : of(origin + path.substring(0, path.lastIndexOf('/') + 1) + text);
    }

    /** Without blanks around it and line breaks within. */
    private static String asBrowsersRead(String url) {
        return url.strip().replaceAll("[\\t\\r\\n]", "");
    }

    private static int endOf(String text, int from) {
        int end = from;
        while (end < text.length() && "/?#\\".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return end;
    }

    private static String authority(String scheme, String text) {
        if (text.indexOf('@') >= 0) {
            throw new IllegalArgumentException("a user name in a URL is not followed");
        }
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon > text.lastIndexOf(']');
        String host = hasPort ? text.substring(0, colon) : text;
        String port = hasPort ? text.substring(colon + 1) : "";
        String name = host.startsWith("[") ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
        boolean standard = port.isEmpty() || port.equals(scheme.equals("http") ? "80" : "443");
        return name.toLowerCase(Locale.ROOT) + (standard ? "" : ":" + Integer.parseInt(port));
    }

    /** RFC 3986, 5.2.4. */
    private static String withoutDots(String path) {
        Deque<String> kept = new ArrayDeque<>();
        String[] names = path.replaceFirst("^/", "").split("/", -1);
        for (int i = 0; i < names.length; i++) {
            boolean last = i == names.length - 1;
            if (names[i].equals("..")) {
                kept.pollLast();
            }
            if (!names[i].equals(".") && !names[i].equals("..")) {
                kept.addLast(names[i]);
            } else if (last) {
                kept.addLast("");
            }
        }
        return "/" + String.join("/", kept);
    }

    /** Escapes what must be, undoes escapes of unreserved characters, and writes the others in upper case. */
    private static String escape(String text, String safe) {
        StringBuilder out = new StringBuilder(text.length());
        byte[] bytes = text.replace('\\', '/').getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int b = bytes[i] & 0xff;
            int escaped = b == '%' && i + 2 < bytes.length ? hex(bytes[i + 1], bytes[i + 2]) : -1;
            if (escaped >= 0) {
                i += 2;
                append(out, escaped, UNRESERVED);
            } else {
                append(out, b, safe);
            }
        }
        return out.toString();
    }

    private static void append(StringBuilder out, int b, String safe) {
        boolean letter = (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') || (b >= '0' && b <= '9');
        if (letter || (b < 128 && safe.indexOf(b) >= 0)) {
            out.append((char) b);
        } else {
            out.append(String.format(Locale.ROOT, "%%%02X", b));
        }
    }

    private static int hex(byte high, byte low) {
        int h = Character.digit(high, 16);
        int l = Character.digit(low, 16);
        return h < 0 || l < 0 ? -1 : (h << 4) | l;
    }
}
