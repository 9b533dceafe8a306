package dev.heal.safety;

import dev.heal.settings.Settings;
import java.time.Duration;
import java.time.Instant;

/**
 * A person's word that automation leaves something as it is, for a time. All parts are mandatory.
 *
 * @param resource the resource, by its exact name
 * @param kind the kind of action that is held back, or {@link #EVERYTHING}
 * @param author who says so
 * @param reason why, one line
 * @param expiry for how long, more than 0 and at most 30 days; by the monotonic clock, so setting the wall clock does not
 *     change it
 */
public record ManualOverride(String resource, String kind, String author, String reason, Duration expiry) {

    /** Every kind of action on the resource. */
    public static final String EVERYTHING = "*";

    /** The longest time that an override may hold. */
    public static final Duration LONGEST = Duration.ofDays(30);

    /** Checks that all parts are there. */
    public ManualOverride {
        check("resource", resource);
        check("kind", kind);
        check("author", author);
        check("reason", reason);
        if (expiry.isNegative() || expiry.isZero() || expiry.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("override '" + resource + "': expiry must be in (0s, 30d], was "
                    + Settings.format(expiry) + "; renew it when it ends");
        }
    }

    private static void check(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    "override: " + what + " must not be blank, was '" + value + "'; every override has one");
        }
    }

    /**
     * An override that holds now.
     *
     * @param override what was said
     * @param since when, by the wall clock of that moment
     * @param remaining how much longer it holds
     */
    public record Active(ManualOverride override, Instant since, Duration remaining) {}
}
