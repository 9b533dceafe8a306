package dev.heal.testbed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * PostgreSQL refuses to run as root. This is how its programs are run by a root user all the same: in a user namespace
 * in which root is nobody (its files stay root's), or, where namespaces are forbidden as in many containers, as the
 * user with the number 65534. For everybody else it does nothing.
 */
enum Unprivileged {
    /** Not root: run as is. */
    AS_IS(""),
    /** With an IPC namespace of its own, so that a killed server leaves no shared memory behind. */
    NAMESPACE("unshare -U -i"),
    /** Another user, who must own the data and be able to reach the programs. */
    OTHER_USER("setpriv --reuid=65534 --regid=65534 --clear-groups");

    private static final int NOBODY = 65_534;

    private final String prefix;

    Unprivileged(String prefix) {
        this.prefix = prefix;
    }

    /** The first way that works on this machine. */
    static Unprivileged find() throws IOException {
        for (Unprivileged way : isRoot() ? List.of(NAMESPACE, OTHER_USER) : List.of(AS_IS)) {
            if (way.works()) {
                return way;
            }
        }
        throw new IOException("postgres 'user': must not be root unless 'unshare -U -i' or 'setpriv --reuid' works,"
                + " was root and neither did; run the JVM as another user");
    }

    /** The command line that runs a program this way, under the same process id. */
    List<String> command(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (!prefix.isEmpty()) {
            command.addAll(List.of(prefix.split(" ", -1)));
        }
        command.add(program.toString());
        command.addAll(arguments);
        return command;
    }

    /** Makes a directory tree usable for the programs. */
    void own(Path tree) throws IOException {
        if (this == OTHER_USER) {
            Directories.giveTo(tree, NOBODY, NOBODY);
        }
    }

    boolean works() throws IOException {
        if (this == AS_IS) {
            return !isRoot();
        }
        if (!Leash.Shell.has(command(Path.of("true"), List.of()).get(0))) {
            return false;
        }
        try {
            Process probe = new ProcessBuilder(command(Path.of("true"), List.of()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return probe.waitFor(30, TimeUnit.SECONDS) && probe.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("postgres: must not be interrupted while it starts", e);
        }
    }

    /** Names say little: what counts is the owner of a file made here. */
    private static boolean isRoot() throws IOException {
        Path probe = Files.createTempFile("heal-user-", "");
        try {
            return probe.getFileSystem().supportedFileAttributeViews().contains("unix")
                    && Integer.valueOf(0).equals(Files.getAttribute(probe, "unix:uid"));
        } finally {
            Files.delete(probe);
        }
    }
}
