package dev.heal.chaos;

import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What the callers saw of clashes. Safe for use by many threads. */
final class ClashTally {

    private final Ledger ledger;
    private final Map<Clash, LongAdder> rolledBack = new EnumMap<>(Clash.class);
    private final Map<Clash, LongAdder> succeeded = new EnumMap<>(Clash.class);
    private final LongAdder begun = new LongAdder();
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    ClashTally(Ledger ledger) {
        this.ledger = ledger;
        for (Clash clash : Clash.values()) {
            rolledBack.put(clash, new LongAdder());
            succeeded.put(clash, new LongAdder());
        }
    }

    /** A transaction begins; returns its id in the ledger. */
    long begin() {
        begun.increment();
        return ledger.newId();
    }

    void succeeded(Clash clash, long id) {
        boolean unused = ledger.acknowledge(id);
        count(succeeded, clash).increment();
    }

    void failed(Throwable thrown) {
        boolean unused = failure.compareAndSet(null, thrown);
    }

    /** One run ended by an exception; counted if it is the one that the clash is to bring about. */
    void rolledBack(Clash clash, SQLException thrown) {
        if (clash.state().equals(thrown.getSQLState())) {
            count(rolledBack, clash).increment();
        }
    }

    long transactions() {
        return begun.sum();
    }

    long succeeded() {
        return succeeded.values().stream().mapToLong(LongAdder::sum).sum();
    }

    long rolledBack(Clash clash) {
        return count(rolledBack, clash).sum();
    }

    /** The sum of all balances if every success was carried out once. */
    long expectedSum() {
        long sum = 0;
        for (Clash clash : Clash.values()) {
            sum += count(succeeded, clash).sum() * clash.sum();
        }
        return sum;
    }

    /** The first failure that reached a caller. */
    @Nullable
    Throwable failure() {
        return failure.get();
    }

    private static LongAdder count(Map<Clash, LongAdder> counts, Clash clash) {
        LongAdder adder = counts.get(clash);
        if (adder == null) {
            throw new IllegalStateException("clash: must have a counter, was " + clash);
        }
        return adder;
    }
}
