package dev.heal.trials;

import dev.heal.trials.sim.RunResult;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What the programs have in common. */
final class Programs {

    /** Where seeds begin unless told otherwise: the guard's defaults were found on some of those before. */
    static final String FIRST_SEED = "1001";

    private Programs() {}

    static void checkSeeds(CommandSpec spec, long first, int seeds) {
        if (first < 1 || first > 1_000_000_000) {
            throw new ParameterException(
                    spec.commandLine(),
                    spec.name() + ": --first-seed must be in [1, 1000000000], was " + first + "; use " + FIRST_SEED);
        }
        if (seeds < 1 || seeds > 100_000) {
            throw new ParameterException(
                    spec.commandLine(), spec.name() + ": --seeds must be in [1, 100000], was " + seeds + "; use 100");
        }
    }

    /** Runs without what guards log about every transition. */
    static <T> T quietly(Supplier<T> work) {
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.setLevel(Level.WARNING);
        try {
            return work.get();
        } finally {
            root.setLevel(before);
        }
    }

    static String json(RunResult run) {
        return String.format(
                Locale.ROOT,
                "{\"offered\":%s,\"succeeded\":%s,\"failed\":%d,\"refused\":%d,\"tries\":%d}",
                run.offered().toString().replace(" ", ""),
                run.succeeded().toString().replace(" ", ""),
                run.failed(),
                run.refused(),
                run.tries());
    }
}
