package dev.heal.chaos;

import dev.heal.chaos.app.EpochClock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where figures come from.
 *
 * @param command what was run, as one could type it again
 * @param commit of the sources; empty if nobody said
 * @param date when the run began, in UTC to the second
 * @param processors that the JVM sees
 * @param jdk its name and version
 */
record Origin(String command, String commit, String date, int processors, String jdk) {

    private static final String JAR = "java -cp heal-examples/chaos/target/heal-chaos.jar dev.heal.chaos.Chaos";
    private static final String HEAL = "java -jar heal-examples/cli/target/heal.jar";

    /**
     * This JVM, now.
     *
     * @param isPartOfHeal whether the program is a command of heal.jar; the arguments begin with its name then
     */
    static Origin here(boolean isPartOfHeal, List<String> arguments, String commit) {
        Instant now = Instant.EPOCH.plusNanos(new EpochClock().now());
        return new Origin(
                command(isPartOfHeal, arguments),
                commit,
                now.truncatedTo(ChronoUnit.SECONDS).toString(),
                Runtime.getRuntime().availableProcessors(),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    static String command(boolean isPartOfHeal, List<String> arguments) {
        return arguments.stream()
                .map(word -> word.matches("[\\w.,:=/+-]+") ? word : "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" ", (isPartOfHeal ? HEAL : JAR) + " ", ""))
                .strip();
    }
}
