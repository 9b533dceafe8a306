package dev.heal.scraper.embed;

/** FNV-1a with a final mix, 32 bits: the same on every machine and for all time, which stored vectors rely on. */
final class Hash {
    private static final int BASIS = 0x811c9dc5;
    private static final int PRIME = 0x01000193;

    private Hash() {}

    static int of(CharSequence text, int from, int to) {
        int hash = BASIS;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            hash = (hash ^ (c & 0xff)) * PRIME;
            hash = (hash ^ (c >>> 8)) * PRIME;
        }
        // FNV leaves its low bits poorly mixed for short texts; this is the finisher of MurmurHash3
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    static int of(CharSequence text) {
        return of(text, 0, text.length());
    }
}
