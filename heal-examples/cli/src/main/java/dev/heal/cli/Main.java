package dev.heal.cli;

import dev.heal.chaos.Chaos;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code heal}. Exits 0 when all is fine, 1 on findings, 2 on wrong usage or input that cannot be read. */
@Command(
        name = "heal",
        description = "An embedded self-healing runtime library: its demo and its tools.",
        mixinStandardHelpOptions = true,
        version = "Heal 0.1.0-SNAPSHOT",
        subcommands = {DemoCommand.class, Chaos.class, DoctorCommand.class, ReferenceCommand.class})
public final class Main implements Runnable {

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it before run
    private CommandSpec spec;

    private Main() {}

    /**
     * Runs a command and ends the JVM with its exit code.
     *
     * @param args the command and its options
     */
    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((e, command, parsed) -> {
                    command.getErr().println("heal " + command.getCommandName() + ": " + message(e));
                    return e instanceof UsageException ? 2 : 1;
                });
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "a command must be given; use --help to see them");
    }

    private static String message(Exception e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }
}
