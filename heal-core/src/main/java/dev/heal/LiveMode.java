package dev.heal;

import dev.heal.settings.Live;
import dev.heal.settings.Mode;
import java.util.function.BiConsumer;

/** The mode out of the settings of an instance, as they are now. */
record LiveMode(Live<Heal.Options> options) implements Live<Mode> {

    @Override
    public Mode get() {
        return options.get().mode();
    }

    @Override
    public Subscription onChange(BiConsumer<? super Mode, ? super Mode> listener) {
        return options.onChange((before, after) -> {
            if (before.mode() != after.mode()) {
                listener.accept(before.mode(), after.mode());
            }
        });
    }
}
