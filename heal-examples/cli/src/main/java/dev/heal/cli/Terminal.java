package dev.heal.cli;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where people read: lines, and a bar that is redrawn in place on a terminal or a line now and then elsewhere. Safe for use
 * by many threads.
 */
final class Terminal {

    private static final int WIDTH = 40;
    private static final int PLAIN_EVERY = 50;

    private final PrintStream out;
    private final boolean interactive;
    private boolean barShown; // guarded by this

    /** Standard error, in UTF-8 whatever the platform's charset: the bar is drawn with block characters. */
    static Terminal standardError() {
        return new Terminal(
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                isTerminal(System.console()));
    }

    Terminal(PrintStream out, boolean interactive) {
        this.out = out;
        this.interactive = interactive;
    }

    boolean isInteractive() {
        return interactive;
    }

    synchronized void line(String text) {
        if (barShown) {
            out.print("\r\u001b[K");
            barShown = false;
        }
        out.println(text);
    }

    synchronized void progress(String what, int done, int known) {
        if (interactive) {
            int filled = known == 0 ? 0 : (int) ((long) WIDTH * done / known);
            out.print("\r\u001b[K  [" + "█".repeat(filled) + "░".repeat(WIDTH - filled) + "] " + done + " of " + known
                    + " " + what);
            out.flush();
            barShown = true;
        } else if (done % PLAIN_EVERY == 0) {
            out.println("  " + done + " of " + known + " " + what);
        }
    }

    synchronized void endProgress() {
        if (barShown) {
            out.println();
            barShown = false;
        }
    }

    /** Since Java 22 there is a console without a terminal too, which says so when asked. */
    private static boolean isTerminal(@Nullable Console console) {
        if (console == null) {
            return false;
        }
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException beforeJava22) {
            return true;
        } catch (ReflectiveOperationException e) {
            return false;
        }
    }
}
