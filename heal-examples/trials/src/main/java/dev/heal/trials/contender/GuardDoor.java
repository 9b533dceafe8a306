package dev.heal.trials.contender;

import dev.heal.Attempt;
import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.failure.Effect;
import dev.heal.settings.Live;
import dev.heal.time.HealRuntime;
import java.util.Optional;

/** The library's own guard, asked step by step. */
final class GuardDoor implements Door {

    private final Guard guard;

    GuardDoor(GuardSettings settings, HealRuntime runtime) {
        this.guard = new Guard("backend", Live.of(settings), runtime);
    }

    @Override
    public Optional<Attempt> admit() {
        try {
            return Optional.of(guard.begin(Effect.READ));
        } catch (CallRefusedException refused) {
            return Optional.empty();
        }
    }
}
