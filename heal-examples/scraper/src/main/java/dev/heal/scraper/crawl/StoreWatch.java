package dev.heal.scraper.crawl;

import dev.heal.Guard;
import dev.heal.journal.Journal;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import java.util.List;

/**
 * Watches the guards of the stores that pages go to. Waiting for a store is the guards' own affair; this only knows of it.
 * Safe for use by many threads.
 */
public final class StoreWatch {

    private final Journal journal;
    private final List<Guard> stores;

    /**
     * A watch over some stores.
     *
     * @param journal where their guards write down what they decide
     * @param stores their guards
     */
    public StoreWatch(Journal journal, List<Guard> stores) {
        this.journal = journal;
        this.stores = List.copyOf(stores);
    }

    /**
     * Tells a listener when pages begin to wait for a store, and when they need not any more.
     *
     * @param listener gets a note for each; called by any thread that uses a store, several at once
     * @return ends the telling
     */
    public Journal.Subscription tell(CrawlListener listener) {
        return journal.listen(decision -> {
            if (stores.stream().noneMatch(store -> store.name().equals(decision.resource()))) {
                return;
            } else if (decision.from().equals(State.CLOSED.name())
                    && decision.to().equals(State.OPEN.name())) {
                listener.note("a store is away, its pages wait: " + decision.resource() + ", "
                        + decision.cause().kind());
            } else if (decision.to().equals(State.CLOSED.name())) {
                listener.note("a store is back: " + decision.resource());
            }
        });
    }

    /** Whether a store is known not to answer, so that its guard refuses calls. */
    boolean isAway() {
        return stores.stream().map(store -> store.breaker().getState()).anyMatch(StoreWatch::refuses);
    }

    private static boolean refuses(State state) {
        return state == State.OPEN || state == State.HALF_OPEN || state == State.FORCED_OPEN;
    }
}
