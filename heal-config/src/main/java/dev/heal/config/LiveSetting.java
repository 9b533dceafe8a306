package dev.heal.config;

import dev.heal.settings.Live;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A record that follows the file. */
final class LiveSetting<R extends Record> implements Live<R> {

    private static final Logger LOG = LoggerFactory.getLogger(HealConfig.class);

    private final List<String> prefixes;
    private final R defaults;
    private final List<BiConsumer<? super R, ? super R>> listeners = new CopyOnWriteArrayList<>();
    private volatile R value;

    LiveSetting(List<String> prefixes, R defaults, Binder binder) {
        this.prefixes = List.copyOf(prefixes);
        this.defaults = defaults;
        this.value = binder.bind(this.prefixes, defaults);
    }

    @Override
    public R get() {
        return value;
    }

    @Override
    public Subscription onChange(BiConsumer<? super R, ? super R> listener) {
        BiConsumer<R, R> place = listener::accept;
        listeners.add(place);
        return () -> listeners.remove(place);
    }

    /** Takes what the new snapshot says; the returned action tells the listeners, once all settings have changed. */
    Runnable follow(Binder binder) {
        R before = value;
        R after = binder.bind(prefixes, defaults);
        value = after;
        return before.equals(after) ? () -> {} : () -> tell(before, after);
    }

    private void tell(R before, R after) {
        for (BiConsumer<? super R, ? super R> listener : listeners) {
            try {
                listener.accept(before, after);
            } catch (RuntimeException e) {
                LOG.warn("configuration: a listener of {} failed ({}); the change stands", prefixes, e.toString());
            }
        }
    }
}
