package dev.heal.scraper.web;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decodes the bytes of a page and never fails.
 *
 * <p>As browsers do, a byte order mark wins over the header, the header over the {@code meta} tag. Where none names a charset that
 * this JVM knows, the bytes are UTF-8 if they can be, else windows-1252. What cannot be decoded becomes U+FFFD. Everything but the
 * plain case is told in {@code warnings}.
 */
record HtmlText(String text, Charset charset, List<String> warnings) {
    private static final int META_WITHIN = 1024;
    private static final Pattern HEADER =
            Pattern.compile("charset\\s*=\\s*[\"']?([^\"'\\s;,]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern META =
            Pattern.compile("<meta[^>]*?charset\\s*=\\s*[\"']?([^\"'\\s;/>]+)", Pattern.CASE_INSENSITIVE);
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");

    static HtmlText decode(byte[] bytes, @Nullable String contentType) {
        List<String> warnings = new ArrayList<>();
        Charset marked = byteOrderMark(bytes);
        if (marked != null) {
            return declared(bytes, marked, warnings);
        }
        Charset header = named(HEADER, contentType == null ? "" : contentType, "content type", warnings);
        if (header != null) {
            return declared(bytes, header, warnings);
        }
        String head = new String(bytes, 0, Math.min(bytes.length, META_WITHIN), StandardCharsets.ISO_8859_1);
        Charset meta = named(META, head, "meta tag", warnings);
        if (meta != null) {
            // the tag was read as ASCII, so it cannot be UTF-16, whatever it says
            boolean wide = meta.name().startsWith("UTF-16") || meta.name().startsWith("UTF-32");
            return declared(bytes, wide ? StandardCharsets.UTF_8 : meta, warnings);
        }
        try {
            return new HtmlText(strict(bytes), StandardCharsets.UTF_8, warnings);
        } catch (CharacterCodingException e) {
            warnings.add("charset: no usable one declared and bytes are not UTF-8; read as windows-1252");
            return new HtmlText(new String(bytes, WINDOWS_1252), WINDOWS_1252, warnings);
        }
    }

    private static HtmlText declared(byte[] bytes, Charset charset, List<String> warnings) {
        String text = new String(bytes, charset);
        // what the author wrote as U+FFFD is rare enough to be counted as a fault
        long replaced = text.chars().filter(c -> c == 0xFFFD).count();
        if (replaced > 0) {
            warnings.add("charset: declared as " + charset.name() + " but " + replaced
                    + " places are not; each was replaced by U+FFFD");
        }
        return new HtmlText(text.startsWith("\uFEFF") ? text.substring(1) : text, charset, warnings);
    }

    private static @Nullable Charset byteOrderMark(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return StandardCharsets.UTF_8;
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return StandardCharsets.UTF_16BE;
        }
        return startsWith(bytes, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : null;
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static @Nullable Charset named(Pattern pattern, String text, String where, List<String> warnings) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return null;
        }
        String name = matcher.group(1);
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException e) {
            warnings.add("charset: " + where + " names '" + name + "', which is none; ignored");
            return null;
        }
    }

    private static String strict(byte[] bytes) throws CharacterCodingException {
        CharBuffer text = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes));
        return text.toString();
    }
}
