package dev.heal;

import dev.heal.settings.Live;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** A live value that a test changes. */
final class LiveBox<T> implements Live<T> {

    private final List<BiConsumer<? super T, ? super T>> listeners = new ArrayList<>();
    private T value;

    LiveBox(T value) {
        this.value = value;
    }

    @Override
    public T get() {
        return value;
    }

    void set(T next) {
        T before = value;
        value = next;
        List.copyOf(listeners).forEach(listener -> listener.accept(before, next));
    }

    int listeners() {
        return listeners.size();
    }

    @Override
    public Subscription onChange(BiConsumer<? super T, ? super T> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
