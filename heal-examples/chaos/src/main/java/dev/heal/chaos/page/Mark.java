package dev.heal.chaos.page;

import java.util.Locale;

/** How a call ended, each with a colour and a shape of its own: who sees no colours sees shapes. */
public enum Mark {
    /** Served by the servers. */
    LIVE("answered", true, "h0"),
    /** Served from the cache by what was fresh. */
    CACHED("from the cache", true, "m-2.5-2.5h5v5h-5z"),
    /** Served from the cache by what was not. */
    STALE("stale", true, "m0-4 4 4-4 4-4-4z"),
    /** An exception. */
    FAILED("failed", false, "m-3.5-3.5 7 7m0-7-7 7"),
    /** Not made, by the contender's own protection. */
    REFUSED("refused", false, "m-4-3h8l-4 7z"),
    /** No answer within its limit. */
    HUNG("hung", false, "m-4 0h8"),
    /** An answer that is not right. */
    WRONG("wrong", false, "m0-4v8m-4-4h8m-7-3 6 6m0-6-6 6");

    private final String text;
    private final boolean served;
    private final String shape;

    Mark(String text, boolean served, String shape) {
        this.text = text;
        this.served = served;
        this.shape = shape;
    }

    /** In words. */
    String text() {
        return text;
    }

    boolean isServed() {
        return served;
    }

    /** Path commands that draw it around the point at which the pen is; short, since there are thousands. */
    String shape() {
        return shape;
    }

    /** The class that gives it its colour. */
    String style() {
        return name().toLowerCase(Locale.ROOT);
    }
}
