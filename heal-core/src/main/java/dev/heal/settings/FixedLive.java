package dev.heal.settings;

import java.util.function.BiConsumer;

/** A live view of something that does not change: there is nothing to tell a listener. */
record FixedLive<T>(T get) implements Live<T> {

    private static final Subscription NOTHING = () -> {};

    @Override
    public Subscription onChange(BiConsumer<? super T, ? super T> listener) {
        return NOTHING;
    }
}
