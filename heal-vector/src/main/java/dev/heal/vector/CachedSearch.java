package dev.heal.vector;

import dev.heal.CallRefusedException;
import dev.heal.GuardSettings;
import dev.heal.failure.Failure;
import dev.heal.time.Deadline;
import dev.heal.time.HealRuntime;
import dev.heal.vector.CachePolicy.Use;
import io.qdrant.client.grpc.Points.QueryPoints;
import io.qdrant.client.grpc.Points.ScoredPoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The way of a search with a cache: near, Redis, live (one call for all who ask the same), stale, exception. */
final class CachedSearch {

    private static final Logger LOG = LoggerFactory.getLogger(VectorSearch.class);

    /** Share of the deadline that live tries may use when an older answer is at hand. */
    private static final double LIVE_SHARE = 0.75;

    /** How long a near answer is taken without looking whether another JVM has invalidated it. */
    private static final long TRUST_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final QdrantSearch docs;
    private final RedisCache cache;
    private final @Nullable NearCache near;
    private final String tenant;
    private final Shared shared;
    private final HealRuntime runtime;

    CachedSearch(QdrantSearch docs, RedisCache cache) {
        this(docs, cache, null, "", new Shared(new Flights<>(CachedSearch::isLeadersOwn), new KnownKeys()));
        docs.invalidates(cache);
    }

    private CachedSearch(QdrantSearch docs, RedisCache cache, @Nullable NearCache near, String tenant, Shared shared) {
        this.docs = docs;
        this.cache = cache;
        this.near = near;
        this.tenant = tenant;
        this.shared = shared;
        this.runtime = docs.guard().runtime();
    }

    CachedSearch forTenant(String other) {
        return new CachedSearch(docs, cache, near, other, shared);
    }

    CachedSearch near(long maxBytes) {
        return new CachedSearch(docs, cache, new NearCache(maxBytes), tenant, shared);
    }

    /** What views have in common. */
    private record Shared(Flights<SearchResult> flights, KnownKeys keys) {}

    /** A cached answer and what it is good for. */
    private record Seen(@Nullable CacheEntry entry, Duration age, Use use, Epochs.Epoch epoch) {}

    /** One question, under way. */
    private record Question(Supplier<QueryPoints> request, CacheKey key, Epochs.Epoch epoch) {
        /** Those from before a write must not answer those from after it. */
        String flight() {
            return key.text() + '/' + epoch.value();
        }
    }

    /** Searches for a text, whose request is made only if there is no other way to know its key, or to answer. */
    SearchResult search(String text, int limit, String modelId, Supplier<QueryPoints> request) {
        KnownKeys.Text asked = new KnownKeys.Text(tenant, modelId, text, limit);
        CacheKey key = shared.keys().get(asked);
        if (key != null) {
            return search(key, request);
        }
        QueryPoints made = request.get();
        key = CacheKey.of(made, tenant, modelId);
        shared.keys().put(asked, key);
        return search(key, () -> made);
    }

    SearchResult search(QueryPoints request, String modelId) {
        return search(CacheKey.of(request, tenant, modelId), () -> request);
    }

    private SearchResult search(CacheKey key, Supplier<QueryPoints> request) {
        Duration whole = docs.guard().settings().deadline().search();
        Deadline deadline = whole.isZero() ? Deadline.none() : Deadline.after(whole, runtime.ticker());
        Seen seen = see(key);
        Question question = new Question(request, key, seen.epoch());
        CacheEntry entry = seen.entry();
        if (entry == null || seen.use() == Use.NONE) {
            return live(question, deadline);
        } else if (seen.use() != Use.STAND_IN) {
            if (seen.use() == Use.RENEW) {
                renew(question, deadline);
            }
            return result(entry, SearchResult.Source.CACHE, seen.age(), "");
        }
        try {
            return live(question, sooner(deadline, whole));
        } catch (RuntimeException failed) {
            if (!mayStandIn(failed)) {
                throw failed;
            }
            return result(entry, SearchResult.Source.STALE, age(entry), reason(failed));
        }
    }

    private static Deadline sooner(Deadline deadline, Duration whole) {
        return deadline.atMost(Duration.ofNanos((long) (whole.toNanos() * LIVE_SHARE)));
    }

    private Seen see(CacheKey key) {
        NearCache.Kept kept = near == null ? null : near.get(key);
        if (kept != null && runtime.ticker().nanos() - kept.readNanos() < TRUST_NANOS) {
            Seen seen = judge(kept.entry(), cache.epoch(docs.collection()));
            if (seen.use() == Use.FRESH || seen.use() == Use.RENEW) {
                return seen;
            }
        }
        RedisCache.Found found = cache.find(docs.collection(), key);
        byte[] bytes = found.value();
        CacheEntry entry = bytes == null ? null : decode(bytes, key);
        if (kept != null && (entry == null || kept.entry().madeAt().isAfter(entry.madeAt()))) {
            entry = kept.entry();
        }
        return judge(entry, found.epoch());
    }

    private @Nullable CacheEntry decode(byte[] bytes, CacheKey key) {
        CacheEntry entry =
                CacheEntry.decode(bytes, key, cache.settings().maxBytes()).orElse(null);
        if (entry == null) {
            cache.remove(key.bytes());
        } else if (near != null) {
            near.put(
                    key,
                    new NearCache.Kept(entry, bytes.length, runtime.ticker().nanos()));
        }
        return entry;
    }

    private Seen judge(@Nullable CacheEntry entry, Epochs.Epoch epoch) {
        if (entry == null) {
            return new Seen(null, Duration.ZERO, Use.NONE, epoch);
        }
        Duration measured = Duration.between(entry.madeAt(), runtime.clock().instant());
        CachePolicy.Sample sample = new CachePolicy.Sample(
                measured, entry.took(), entry.points().isEmpty(), entry.epoch() != epoch.value());
        Use use = CachePolicy.judge(sample, cache.settings(), runtime.random().nextDouble());
        return new Seen(entry, CachePolicy.age(measured), use, epoch);
    }

    private Duration age(CacheEntry entry) {
        return CachePolicy.age(Duration.between(entry.madeAt(), runtime.clock().instant()));
    }

    private SearchResult live(Question question, Deadline deadline) {
        return shared.flights().share(question.flight(), deadline, () -> ask(question, deadline));
    }

    /** In the background; the deadline is that of the search that found it due, which does not wait for it. */
    private void renew(Question question, Deadline deadline) {
        CompletableFuture<SearchResult> taken = shared.flights().take(question.flight());
        if (taken == null) {
            return;
        }
        try {
            runtime.io().execute(() -> renew(question, taken, () -> ask(question, deadline)));
        } catch (RejectedExecutionException full) {
            renew(question, taken, () -> {
                throw new CancellationException("no thread to ask with");
            });
        }
    }

    private void renew(Question question, CompletableFuture<SearchResult> taken, Supplier<SearchResult> call) {
        try {
            SearchResult unused = shared.flights().lead(question.flight(), taken, call);
        } catch (RuntimeException failed) {
            LOG.debug("cache: an early renewal came to nothing ({})", failed.toString());
        }
    }

    private SearchResult ask(Question question, Deadline deadline) {
        Instant asked = runtime.clock().instant();
        long start = runtime.ticker().nanos();
        List<ScoredPoint> points =
                docs.query(question.request().get(), docs.guard().within(deadline));
        Duration took = Duration.ofNanos(Math.max(0, runtime.ticker().nanos() - start));
        keep(question.key(), new CacheEntry(asked, took, question.epoch().value(), points), question.epoch());
        return result(points, SearchResult.Source.LIVE, Duration.ZERO, "");
    }

    private void keep(CacheKey key, CacheEntry entry, Epochs.Epoch epoch) {
        GuardSettings.Cache settings = cache.settings();
        Duration kept = CachePolicy.kept(
                entry.points().isEmpty(), settings, runtime.random().nextDouble());
        byte[] value = entry.encode(key);
        if (value.length > settings.maxBytes() || kept.isZero()) {
            return;
        }
        if (near != null) {
            near.put(
                    key,
                    new NearCache.Kept(entry, value.length, runtime.ticker().nanos()));
        }
        // an epoch that Redis was not told says nothing to others
        if (epoch.told()) {
            cache.put(key.bytes(), value, kept);
        }
    }

    /** Whoever was interrupted wants no answer. */
    private static boolean mayStandIn(RuntimeException failed) {
        if (failed.getCause() instanceof InterruptedException) {
            return false;
        }
        return failed instanceof CallRefusedException
                || CachePolicy.mayStandIn(GrpcFailures.INSTANCE.classify(failed).kind());
    }

    private static boolean isLeadersOwn(Throwable thrown) {
        if (thrown instanceof CancellationException || thrown.getCause() instanceof InterruptedException) {
            return true;
        } else if (thrown instanceof CallRefusedException refused) {
            return refused.reason() == CallRefusedException.Reason.DEADLINE;
        }
        return GrpcFailures.INSTANCE.classify(thrown).kind() == Failure.Kind.TIME_OUT;
    }

    private static String reason(RuntimeException failed) {
        return failed instanceof CallRefusedException refused
                ? "refused: " + refused.reason()
                : "failed: " + GrpcFailures.INSTANCE.classify(failed).code();
    }

    private static SearchResult result(CacheEntry entry, SearchResult.Source source, Duration age, String reason) {
        return result(entry.points(), source, age, reason);
    }

    private static SearchResult result(
            List<ScoredPoint> points, SearchResult.Source source, Duration age, String reason) {
        return new SearchResult(points.stream().map(VectorHit::of).toList(), source, age, reason);
    }
}
