package dev.heal.chaos.page;

import java.util.Locale;

/** Text and numbers as HTML and SVG take them. */
final class Html {

    private Html() {}

    /** Text that stays text, in content and within quotes; characters that XML has no way to write become the sign for them. */
    static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> safe.append("&amp;");
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isWritable(c) ? c : 0xFFFD);
            }
        });
        return safe.toString();
    }

    /** A coordinate: a tenth of a pixel is as fine as anybody sees. */
    static String px(double value) {
        long tenths = Math.round(value * 10);
        return tenths % 10 == 0 ? Long.toString(tenths / 10) : String.format(Locale.ROOT, "%.1f", tenths / 10.0);
    }

    /** Seconds from the begin of the fault. */
    static String seconds(double value) {
        return String.format(Locale.ROOT, "%.2f s", value);
    }

    /** A share in per cent; what is not nothing does not read as nothing. */
    static String percent(double share) {
        double percent = share * 100;
        if (percent > 0 && percent < 0.1) {
            return "< 0.1 %";
        }
        return percent == 0 ? "0 %" : String.format(Locale.ROOT, "%.1f %%", percent);
    }

    private static boolean isWritable(int c) {
        boolean isControl = (c < 0x20 && c != '\n' && c != '\t') || (c >= 0x7F && c < 0xA0);
        boolean isHalfOfAPair = c >= 0xD800 && c < 0xE000;
        boolean isNoCharacter = (c & 0xFFFE) == 0xFFFE;
        return !isControl && !isHalfOfAPair && !isNoCharacter;
    }
}
