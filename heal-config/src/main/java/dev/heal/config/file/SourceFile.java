package dev.heal.config.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A properties file, read without losing a byte. Immutable; reading is pure and linear in the length of the file.
 *
 * @param name what reports call it, in practice its file name
 * @param hasMark whether it begins with a byte order mark of UTF-8, which is no part of the first line
 * @param physical every line, in order
 * @param logical what the lines say: keys with values, without blank lines and comments
 */
public record SourceFile(String name, boolean hasMark, List<PhysicalLine> physical, List<LogicalLine> logical) {

    private static final byte[] MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Copies the lists. */
    public SourceFile {
        physical = List.copyOf(physical);
        logical = List.copyOf(logical);
    }

    /**
     * Reads a file.
     *
     * @param name what reports call it
     * @param bytes its content, meant to be UTF-8; lines that are not are kept and marked
     * @return the file
     */
    public static SourceFile read(String name, byte[] bytes) {
        boolean mark = bytes.length >= MARK.length && bytes[0] == MARK[0] && bytes[1] == MARK[1] && bytes[2] == MARK[2];
        List<PhysicalLine> lines = lines(bytes, mark ? MARK.length : 0);
        return new SourceFile(name, mark, lines, LineReader.read(lines));
    }

    /**
     * Reads a file.
     *
     * @param name what reports call it
     * @param text its content
     * @return the file
     */
    public static SourceFile read(String name, String text) {
        return read(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The file again.
     *
     * @return the bytes that it was read from
     */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        if (hasMark) {
            bytes.writeBytes(MARK);
        }
        for (PhysicalLine line : physical) {
            Charset charset = line.isText() ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1;
            bytes.writeBytes(line.text().getBytes(charset));
            bytes.writeBytes(line.end().getBytes(StandardCharsets.US_ASCII));
        }
        return bytes.toByteArray();
    }

    /** In UTF-8 no byte of a longer character is a line end, so lines can be told apart before they are decoded. */
    private static List<PhysicalLine> lines(byte[] bytes, int start) {
        List<PhysicalLine> lines = new ArrayList<>();
        int from = start;
        int i = start;
        while (i < bytes.length) {
            if (bytes[i] == '\n' || bytes[i] == '\r') {
                boolean both = bytes[i] == '\r' && i + 1 < bytes.length && bytes[i + 1] == '\n';
                lines.add(line(bytes, from, i, both ? "\r\n" : bytes[i] == '\n' ? "\n" : "\r"));
                i += both ? 1 : 0;
                from = i + 1;
            }
            i++;
        }
        lines.add(line(bytes, from, bytes.length, ""));
        return lines;
    }

    private static PhysicalLine line(byte[] bytes, int from, int to, String end) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, from, to - from))
                    .toString();
            return new PhysicalLine(text, end, true);
        } catch (CharacterCodingException notUtf8) {
            return new PhysicalLine(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1), end, false);
        }
    }
}
