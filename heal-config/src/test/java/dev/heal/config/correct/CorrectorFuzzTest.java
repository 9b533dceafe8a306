package dev.heal.config.correct;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.config.file.SourceFile;
import dev.heal.config.schema.Key;
import dev.heal.config.schema.Quantity;
import dev.heal.config.schema.Schema;
import dev.heal.config.schema.SchemaTable;
import dev.heal.config.schema.ValueType;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever a file holds: no exception, no long thought, and no value in effect that its type and range forbid. */
final class CorrectorFuzzTest {

    private static final long MOST_NANOS = 50_000_000;
    private static final Schema SCHEMA = SchemaTable.read(Shop.TABLE);
    private static final Corrector CORRECTOR = new Corrector(SCHEMA);
    private static final List<Key> KEYS = List.copyOf(SCHEMA.keys().values());
    private static final List<String> VALUES = List.of(
            "true",
            "ture",
            "30",
            "30s",
            "1h 30m",
            "64MB",
            "80%",
            "0.8",
            "1,000",
            "-1",
            "0",
            "a:1,b:2",
            "10.0.0.1",
            "price",
            "jdbc:h2:mem:x",
            "${SET}",
            "${X}",
            "<x>",
            "\"30\"",
            "30 # x",
            "1e9",
            "99999999999999999999",
            "*",
            "",
            "x y");
    private static final String MARKS =
            "=:.-_ \t\n\r\\#!\"'[]{}<>,;$@%/()*+\u00A0\u200B\uFEFF\uFF1D\u0661\u0430\u0000\u001A";

    @Test
    void twentyThousandFilesAreUnderstoodWithoutHarm() {
        run(20_000, 20_261_125);
    }

    @Test
    @Tag("deep")
    void aMillionFilesAreUnderstoodWithoutHarm() {
        run(1_000_000, 7);
    }

    private static void run(int files, long seed) {
        Random random = new Random(seed);
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long values = 0;
        long slow = 0;
        for (int i = 0; i < files; i++) {
            byte[] bytes = file(random);
            long before = threads.getCurrentThreadCpuTime();
            Corrected corrected = CORRECTOR.correct(SourceFile.read("f", bytes), any -> null);
            long spent = threads.getCurrentThreadCpuTime() - before;
            // a collection or a compilation may be charged to one run, hardly to the same file again
            slow = spent > MOST_NANOS ? again(threads, bytes) : spent;
            assertThat(slow).as("CPU of file %d, seed %d", i, seed).isLessThanOrEqualTo(MOST_NANOS);
            values += corrected.values().size();
            corrected.values().forEach((key, value) -> assertAllowed(key, value.text(), bytes));
        }
        assertThat(values).as("values in effect").isGreaterThan(files / 10);
    }

    private static long again(ThreadMXBean threads, byte[] bytes) {
        long before = threads.getCurrentThreadCpuTime();
        Corrected unused = CORRECTOR.correct(SourceFile.read("f", bytes), any -> null);
        return threads.getCurrentThreadCpuTime() - before;
    }

    private static void assertAllowed(String name, String value, byte[] bytes) {
        Key key = SCHEMA.keys().get(name);
        String file = new String(bytes, StandardCharsets.UTF_8);
        assertThat(key).as("key %s of %s", name, file).isNotNull();
        if (key.type().isQuantity()) {
            BigDecimal number = Quantity.strict(key.type(), value);
            assertThat(number).as("%s=%s of %s", name, value, file).isNotNull();
            assertThat(key.range().contains(number))
                    .as("%s=%s of %s", name, value, file)
                    .isTrue();
        } else if (key.type() == ValueType.BOOL) {
            assertThat(value).as(file).isIn("true", "false");
        } else if (key.type() == ValueType.ENUM) {
            assertThat(key.words()).as(file).contains(value);
        } else if (key.never()) {
            assertThat(value).as("%s of %s", name, file).isNotEmpty();
        }
    }

    private static byte[] file(Random random) {
        if (random.nextInt(8) == 0) {
            byte[] bytes = new byte[random.nextInt(400)];
            random.nextBytes(bytes);
            return bytes;
        }
        StringBuilder text = new StringBuilder();
        for (int lines = random.nextInt(8); lines > 0; lines--) {
            Key key = KEYS.get(random.nextInt(KEYS.size()));
            text.append(slipped(random, key.name()))
                    .append("=: ".charAt(random.nextInt(3)))
                    .append(slipped(random, VALUES.get(random.nextInt(VALUES.size()))))
                    .append(random.nextInt(20) == 0 ? "\\\n" : "\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String slipped(Random random, String text) {
        StringBuilder slipped = new StringBuilder(text);
        while (random.nextInt(2) == 0) {
            int at = random.nextInt(slipped.length() + 1);
            char c = random.nextInt(3) == 0
                    ? (char) random.nextInt(0x3000)
                    : MARKS.charAt(random.nextInt(MARKS.length()));
            switch (random.nextInt(4)) {
                case 0 -> slipped.insert(at, c);
                case 1 -> slipped.insert(at, (char) ('a' + random.nextInt(26)));
                case 2 -> slipped.delete(at, Math.min(slipped.length(), at + 1));
                default -> slipped.insert(at, slipped.toString());
            }
            if (slipped.length() > 2_000) {
                return slipped.toString();
            }
        }
        return slipped.toString();
    }
}
