package dev.heal.config.correct;

/** Letters of other scripts that look like Latin ones. Pure. */
final class LookAlikes {

    /** Cyrillic and Greek letters, each followed by the Latin letter that it looks like. */
    private static final String PAIRS = "\u0430a\u0435e\u043Eo\u0440p\u0441c\u0443y\u0445x\u0456i\u0458j\u0455s\u04BBh"
            + "\u0501d\u051Bq\u051Dw\u0432b\u043Dh\u043Ak\u043Cm\u0442t\u0433r\u04CFl\u0475v\u0431b\u043Fn\u0438u"
            + "\u0410A\u0412B\u0415E\u041AK\u041CM\u041DH\u041EO\u0420P\u0421C\u0422T\u0425X\u0406I\u0408J\u0405S"
            + "\u03B1a\u03B2b\u03B5e\u03B7n\u03B9i\u03BAk\u03BDv\u03BFo\u03C1p\u03C4t\u03C5u\u03C7x\u03B3y\u03C9w"
            + "\u0391A\u0392B\u0395E\u0397H\u0399I\u039AK\u039CM\u039DN\u039FO\u03A1P\u03A4T\u03A7X\u03A5Y\u0396Z"
            + "\u0131i\u0251a\u0261g\u0269i\u0581g\u0585o\u057Du\u0578n\u0570h\u0562f";

    private LookAlikes() {}

    /** The text in the Latin letters that it looks like; full-width letters are taken as the letters they are. */
    static String latin(String text) {
        StringBuilder latin = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            int pair = c < 128 ? -1 : PAIRS.indexOf(c);
            if (pair >= 0) {
                latin.append(PAIRS.charAt(pair + 1));
            } else if (c >= '\uFF01' && c <= '\uFF5E') {
                latin.append((char) (c - 0xFEE0));
            } else {
                latin.append(c);
            }
        }
        return latin.toString();
    }
}
