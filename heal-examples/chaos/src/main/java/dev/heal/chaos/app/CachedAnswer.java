package dev.heal.chaos.app;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** How contenders without Heal keep an answer in Redis: when it was asked for, and the ids, eight bytes each. */
final class CachedAnswer {

    /** How long an answer counts as fresh, for every contender. */
    static final Duration FRESH = Duration.ofSeconds(2);

    private CachedAnswer() {}

    static byte[] key(String text) {
        return ("search:" + text).getBytes(StandardCharsets.UTF_8);
    }

    static byte[] encode(long askedMillis, List<Long> hits) {
        ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES * (1 + hits.size())).putLong(askedMillis);
        hits.forEach(bytes::putLong);
        return bytes.array();
    }

    static Answer decode(byte[] bytes, long nowMillis) {
        LongBuffer numbers = ByteBuffer.wrap(bytes).asLongBuffer();
        Duration age = Duration.ofMillis(Math.max(0, nowMillis - numbers.get()));
        long[] hits = new long[numbers.remaining()];
        numbers.get(hits);
        return new Answer(
                CallLine.Outcome.CACHE, age, Arrays.stream(hits).boxed().toList());
    }
}
