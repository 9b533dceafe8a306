package dev.heal.settings;

import java.util.function.BiConsumer;

/**
 * A value that may change while the program runs. Read it once per operation and use that one value throughout.
 *
 * <p>Implementations are safe for use by many threads; {@link #get()} costs one volatile read at most.
 *
 * @param <T> an immutable type, in practice a settings record
 */
public interface Live<T> {

    /**
     * The value in effect now.
     *
     * @return the current value, never null
     */
    T get();

    /**
     * Asks to be told of changes, after each has taken effect. Listeners are called one after the other with the value
     * before and the value after; what one throws does not reach the others.
     *
     * @param listener called with (before, after)
     * @return ends the subscription; closing twice does no harm
     */
    Subscription onChange(BiConsumer<? super T, ? super T> listener);

    /**
     * A value that never changes.
     *
     * @param value the value
     * @param <T> its type
     * @return a view that always answers that value and never calls a listener
     */
    static <T> Live<T> of(T value) {
        return new FixedLive<>(value);
    }

    /** A listener's place; closing gives it up. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
