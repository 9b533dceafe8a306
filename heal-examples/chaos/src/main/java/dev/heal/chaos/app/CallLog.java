package dev.heal.chaos.app;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.heal.chaos.app.CallLine.Kind;
import dev.heal.chaos.app.CallLine.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.LinkedHashSet;
import java.util.Set;

/** Writes a line for each call when it ends, and for those that have not at the end. Safe for use by many threads. */
final class CallLog {

    private final EpochClock clock;

    @GuardedBy("this")
    private final Writer out;

    @GuardedBy("this")
    private final Set<Open> open = new LinkedHashSet<>();

    @GuardedBy("this")
    private boolean closed;

    CallLog(EpochClock clock, Writer out) {
        this.clock = clock;
        this.out = out;
    }

    /** A call under way; equal only to itself. */
    static final class Open {
        private final Kind kind;
        private final long begin;
        private final long id;

        private Open(Kind kind, long begin, long id) {
            this.kind = kind;
            this.begin = begin;
            this.id = id;
        }
    }

    synchronized Open begin(Kind kind, long due, long id) {
        Open call = new Open(kind, due, id);
        open.add(call);
        return call;
    }

    synchronized void end(Open call, Outcome outcome, String failure, CallLine.Found found) {
        if (open.remove(call) && !closed) {
            write(call, outcome, failure, found);
        }
    }

    synchronized boolean isIdle() {
        return open.isEmpty();
    }

    /** Writes those that have not ended; whatever ends from now on is dropped. */
    synchronized void close() {
        if (!closed) {
            open.forEach(call -> write(call, Outcome.UNANSWERED, "", CallLine.Found.NOTHING));
            closed = true;
        }
    }

    @GuardedBy("this")
    private void write(Open call, Outcome outcome, String failure, CallLine.Found found) {
        CallLine line = new CallLine(call.kind, call.begin, clock.now(), outcome, failure, call.id, found);
        try {
            out.append(line.text()).append('\n').flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
