package dev.heal.vector;

import com.sun.management.OperatingSystemMXBean;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.settings.Live;
import dev.heal.testbed.RedisServer;
import dev.heal.testbed.qdrant.EmbeddedQdrant;
import dev.heal.testbed.qdrant.QdrantOptions;
import dev.heal.time.HealRuntime;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.ByteArrayCodec;
import io.qdrant.client.QdrantClient;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.qdrant.client.grpc.Points.PointStruct;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;

/**
 * A program: what a search that the cache answers costs beside a bare Lettuce GET of the same bytes, in turns on one server.
 * Prints the median over the pairs of the ratio of p50 and of the process' processor time, and what two identical runs of the
 * GET differ by. One argument: how many pairs (40). Dense vectors of 384 numbers, 10 hits.
 */
final class CacheCost {

    private static final int DIMENSIONS = 384;
    private static final int HITS = 10;
    private static final int WARM_UP = 20_000;
    private static final int ROUND = 3_000;

    private CacheCost() {}

    public static void main(String[] arguments) throws IOException {
        int pairs = arguments.length == 0 ? 40 : Integer.parseInt(arguments[0]);
        GuardSettings settings = new GuardSettings();
        try (RedisServer redis = RedisServer.launch();
                EmbeddedQdrant qdrant = EmbeddedQdrant.start(QdrantOptions.inMemory());
                QdrantClient client = Docs.connect(qdrant.port());
                RedisClient redisClient = RedisClient.create(redis.uri());
                StatefulRedisConnection<byte[], byte[]> bare = redisClient.connect(ByteArrayCodec.INSTANCE);
                HealRuntime runtime = HealRuntime.system();
                RedisCache cache = new RedisCache(
                        () -> redisClient.connect(ByteArrayCodec.INSTANCE),
                        new Guard("cache", Live.of(settings), runtime))) {
            VectorSearch search = search(client, cache, new Guard("vectors", Live.of(Bench.PATIENT), runtime));
            Await.until(
                    "the answer is cached", () -> search.search("apple", HITS).source() == SearchResult.Source.CACHE);
            byte[] key = String.valueOf(redis.command("KEYS", "hv:*")).getBytes(StandardCharsets.UTF_8);
            System.out.println("bytes: " + bare.sync().get(key).length);
            LongAdder others = new LongAdder();
            Runnable get = () -> {
                if (bare.sync().get(key) == null) {
                    throw new AssertionError("the value is gone");
                }
            };
            Runnable cached = () -> {
                if (search.search("apple", HITS).source() != SearchResult.Source.CACHE) {
                    others.increment();
                }
            };
            compare(pairs, get, cached);
            VectorSearch near = search.near(16 << 20);
            Runnable nearby = () -> near.search("apple", HITS);
            measure(nearby, WARM_UP);
            System.out.printf(
                    Locale.ROOT,
                    "with a near cache: p50 %.1f us%n",
                    measure(nearby, WARM_UP).p50Nanos() / 1e3);
            System.out.println("searches that the cache did not answer, within its 50 ms: " + others);
        }
    }

    private static VectorSearch search(QdrantClient client, RedisCache cache, Guard guard) {
        QdrantSearch docs = new QdrantSearch(client, "wide", guard);
        Docs.get(client.createCollectionAsync(
                "wide",
                VectorParams.newBuilder()
                        .setSize(DIMENSIONS)
                        .setDistance(Distance.Cosine)
                        .build()));
        List<PointStruct> points = new ArrayList<>();
        for (int id = 1; id <= HITS; id++) {
            float[] vector = new float[DIMENSIONS];
            Arrays.fill(vector, 1f / id);
            vector[id] = id;
            points.add(Docs.point(id, "a chunk of text number " + id, vector));
        }
        docs.upsert(points);
        return new VectorSearch(docs, cache, new WideEmbedder());
    }

    private static void compare(int pairs, Runnable get, Runnable cached) {
        measure(get, WARM_UP);
        measure(cached, WARM_UP);
        double[] wall = new double[pairs];
        double[] cpu = new double[pairs];
        double[] same = new double[pairs];
        for (int pair = 0; pair < pairs; pair++) {
            Sample first = measure(get, ROUND);
            Sample heal = measure(cached, ROUND);
            Sample second = measure(get, ROUND);
            wall[pair] = heal.p50Nanos() / first.p50Nanos();
            cpu[pair] = heal.cpuNanos() / first.cpuNanos();
            same[pair] = second.p50Nanos() / first.p50Nanos();
            System.out.printf(
                    Locale.ROOT,
                    "pair %d: GET p50 %.1f us, cpu %.1f us; cached search p50 %.1f us, cpu %.1f us%n",
                    pair,
                    first.p50Nanos() / 1e3,
                    first.cpuNanos() / 1e3,
                    heal.p50Nanos() / 1e3,
                    heal.cpuNanos() / 1e3);
        }
        System.out.printf(
                Locale.ROOT,
                "cached search / GET: p50 %.3f, process cpu %.3f; GET / GET: p50 %.3f (medians of %d pairs)%n",
                median(wall),
                median(cpu),
                median(same),
                pairs);
    }

    /** One round. */
    private record Sample(double p50Nanos, double cpuNanos) {}

    private static Sample measure(Runnable action, int times) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        double[] nanos = new double[times];
        long cpu = system.getProcessCpuTime();
        for (int i = 0; i < times; i++) {
            long begin = System.nanoTime();
            action.run();
            nanos[i] = (double) (System.nanoTime() - begin);
        }
        cpu = system.getProcessCpuTime() - cpu;
        return new Sample(median(nanos), (double) cpu / times);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** The vector is there at once: what a model costs is no matter here. */
    private static final class WideEmbedder implements Embedder {
        private final float[] vector = new float[DIMENSIONS];

        WideEmbedder() {
            Arrays.fill(vector, 0.5f);
        }

        @Override
        public String modelId() {
            return "wide";
        }

        @Override
        public int dimensions() {
            return DIMENSIONS;
        }

        @Override
        public float[] embed(String text) {
            return vector;
        }
    }
}
