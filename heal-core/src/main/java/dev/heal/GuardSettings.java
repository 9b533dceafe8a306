package dev.heal;

import dev.heal.breaker.BreakerSettings;
import dev.heal.retry.RetrySettings;
import dev.heal.settings.Setting;
import dev.heal.settings.Setting.Clamp;
import dev.heal.settings.Settings;
import java.time.Duration;

/**
 * The settings of one guard. Under {@code heal.} they hold for all guards, under {@code heal.guard.NAME.} for one.
 *
 * @param deadline how long calls of each use may take in all
 * @param breaker when calls are refused
 * @param retry when calls are repeated
 * @param cache how long answers are kept; used by search caches only
 */
public record GuardSettings(Deadlines deadline, BreakerSettings breaker, RetrySettings retry, Cache cache) {

    /** The defaults of every part. */
    public GuardSettings() {
        this(new Deadlines(), new BreakerSettings(), new RetrySettings(), new Cache());
    }

    /**
     * How long a call may take in all, its retries and waits included. Keys {@code heal.deadline.*}. Zero means no deadline.
     *
     * @param call any call that has no use of its own below
     * @param search a search in a vector database
     * @param cache one cache operation
     * @param jdbcAcquire getting a connection from a pool
     * @param jdbcStatement a {@code read} or {@code inTransaction} on a data source
     */
    public record Deadlines(
            @Setting(
                    value = "A call without a use of its own; 0s for none.",
                    min = "0s",
                    max = "1d",
                    unit = "ms",
                    clamp = Clamp.HIGH)
            Duration call,

            @Setting(
                    value = "A search in a vector database; 0s for none.",
                    min = "0s",
                    max = "1d",
                    unit = "ms",
                    clamp = Clamp.HIGH)
            Duration search,

            @Setting(
                    value = "One cache operation; 0s for none.",
                    min = "0s",
                    max = "1d",
                    unit = "ms",
                    clamp = Clamp.HIGH)
            Duration cache,

            @Setting(
                    value = "Getting a connection from a pool; 0s for none.",
                    min = "0s",
                    max = "1d",
                    unit = "ms",
                    clamp = Clamp.HIGH)
            Duration jdbcAcquire,

            @Setting(
                    value = "A read or a transaction on a data source; 0s for none.",
                    min = "0s",
                    max = "1d",
                    unit = "ms",
                    clamp = Clamp.HIGH)
            Duration jdbcStatement) {

        /** Checks every range. */
        public Deadlines {
            Settings.check(Deadlines.class, call, search, cache, jdbcAcquire, jdbcStatement);
        }

        /** The defaults: call 10 s, search 2 s, cache 50 ms, JDBC acquire 3 s, JDBC statement none. */
        public Deadlines() {
            this(
                    Duration.ofSeconds(10),
                    Duration.ofSeconds(2),
                    Duration.ofMillis(50),
                    Duration.ofSeconds(3),
                    Duration.ZERO);
        }
    }

    /**
     * How long cached answers live. Keys {@code heal.cache.*}.
     *
     * @param ttl how long an answer counts as fresh
     * @param stale how much longer it may stand in when the backend fails
     * @param negative how long an answer without hits counts as fresh
     * @param maxBytes the largest entry that is stored, in bytes
     */
    public record Cache(
            @Setting(
                    value = "How long a cached answer counts as fresh.",
                    min = "1s",
                    max = "30d",
                    unit = "s",
                    clamp = Clamp.HIGH)
            Duration ttl,

            @Setting(
                    value = "How much longer it may stand in when the backend fails; 0s for not.",
                    min = "0s",
                    max = "30d",
                    unit = "s",
                    clamp = Clamp.HIGH)
            Duration stale,

            @Setting(
                    value = "How long an answer without hits counts as fresh; 0s for not at all.",
                    min = "0s",
                    max = "1h",
                    unit = "s",
                    clamp = Clamp.HIGH)
            Duration negative,

            @Setting(
                    value = "The largest entry that is stored, in bytes.",
                    min = "256",
                    max = "16777216",
                    clamp = Clamp.BOTH)
            int maxBytes) {

        /** Checks every range. */
        public Cache {
            Settings.check(Cache.class, ttl, stale, negative, maxBytes);
        }

        /** The defaults: fresh for 300 s, stale for 1 h more, without hits 30 s, at most 256 KiB. */
        public Cache() {
            this(Duration.ofSeconds(300), Duration.ofHours(1), Duration.ofSeconds(30), 256 * 1024);
        }
    }
}
