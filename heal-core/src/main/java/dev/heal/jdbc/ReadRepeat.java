package dev.heal.jdbc;

import dev.heal.CallRefusedException;
import dev.heal.Guard;
import dev.heal.failure.Effect;
import dev.heal.failure.Failure;
import dev.heal.failure.Failure.Kind;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a failed statement of a connection that is in auto-commit and read-only, when its guard says so. Where the
 * connection has died, another one takes its place, but only if nothing can tell the two apart: the host has made this one
 * statement and executed it for the first time, and set up nothing but auto-commit and read-only. Time-outs are not
 * repeated: the host may have set them, or cancelled the statement. Immutable.
 */
final class ReadRepeat {

    private final Guard guard;
    private final Source source;

    /**
     * A way to repeat.
     *
     * @param guard decides whether and when; told of every failure
     * @param source gives connections of the same kind
     */
    ReadRepeat(Guard guard, Source source) {
        this.guard = guard;
        this.source = source;
    }

    /** Whether a statement that failed like this may be tried again. */
    boolean applies(ConnectionState state, StatementRecipe<?> recipe, Throwable thrown) {
        return state.recordsReads()
                && state.results().isEmpty()
                && thrown instanceof SQLException
                && passes(state, recipe, JdbcFailures.STATEMENT.classify(thrown));
    }

    private static boolean passes(ConnectionState state, StatementRecipe<?> recipe, Failure failure) {
        boolean dead = failure.kind() == Kind.CONNECTION_DEAD || state.session().reason() != null;
        return failure.kind().isPassing()
                && failure.kind() != Kind.TIME_OUT
                // the host asked for read-only itself
                && failure.kind() != Kind.FAILOVER
                && !recipe.isSpoiled()
                && (!dead || state.session().isReplaceable());
    }

    /**
     * Tries again.
     *
     * @param state the connection
     * @param recipe the statement
     * @param target gets the statement of the connection that takes the place of a dead one
     * @param execution what is tried again
     * @param failed the first try, which {@link #applies} was asked about
     * @return the result
     * @throws SQLException what the last try threw
     */
    <S extends Statement, R extends @Nullable Object> R again(
            ConnectionState state,
            StatementRecipe<S> recipe,
            Consumer<S> target,
            StatementRecipe.Execution<S, R> execution,
            FirstTry failed)
            throws SQLException {
        Tries<S, R> tries = new Tries<>(state, recipe, target, execution, failed);
        try {
            return guard.classifying(tries::classify).call(Effect.READ, tries::next);
        } catch (CallRefusedException refused) {
            return tries.surfaceFirst();
        } catch (SQLException last) {
            if (tries.endedForGood) {
                // the guard was told that there is no use in another try, which it does not hold against the database
                Failure unused = guard.observe(last, 0);
            }
            throw last;
        }
    }

    /** Gives a connection like the first one. */
    @FunctionalInterface
    interface Source {
        Connection get() throws SQLException;
    }

    /**
     * How the first try ended.
     *
     * @param started when it began
     * @param thrown what it threw
     */
    record FirstTry(long started, SQLException thrown) {}

    /** One statement's tries. Confined to the thread that executes it. */
    private final class Tries<S extends Statement, R extends @Nullable Object> {

        private final ConnectionState state;
        private final StatementRecipe<S> recipe;
        private final Consumer<S> target;
        private final StatementRecipe.Execution<S, R> execution;
        private final FirstTry first;
        private boolean firstTold;
        private boolean endedForGood;

        Tries(
                ConnectionState state,
                StatementRecipe<S> recipe,
                Consumer<S> target,
                StatementRecipe.Execution<S, R> execution,
                FirstTry first) {
            this.state = state;
            this.recipe = recipe;
            this.target = target;
            this.execution = execution;
            this.first = first;
        }

        R next() throws SQLException {
            if (!firstTold) {
                return surfaceFirst();
            }
            if (state.session().reason() != null) {
                target.accept(recipe.makeOn(state.replace(source)));
            }
            long started = state.execute();
            try {
                R result = execution.on(recipe.current());
                state.answered(started);
                return result;
            } catch (Throwable thrown) {
                state.failed(started, thrown);
                throw thrown;
            }
        }

        /** The first try, made before anybody asked the guard: inside of its call the failure counts as that call's. */
        R surfaceFirst() throws SQLException {
            if (!firstTold) {
                firstTold = true;
                state.failed(first.started, first.thrown);
            }
            throw first.thrown;
        }

        /** What may not be followed by another try is permanent as far as the guard's call is concerned. */
        Failure classify(Throwable thrown) {
            Failure failure = JdbcFailures.STATEMENT.classify(thrown);
            if (passes(state, recipe, failure)) {
                endedForGood = false;
                return failure;
            }
            endedForGood = true;
            return new Failure(Kind.PERMANENT, failure.phase(), failure.code());
        }
    }
}
