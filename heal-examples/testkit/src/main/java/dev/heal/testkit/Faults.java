package dev.heal.testkit;

import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.settings.Settings;
import dev.heal.time.Deadline;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Faults in the way of calls to one backend, without a network. The test wraps what its code calls, and states what goes
 * wrong:
 *
 * <pre>{@code
 * Faults store = test.faults("vectors");
 * store.fail(0.8, () -> new IOException("reset")).after(Duration.ofSeconds(10)).lasting(Duration.ofSeconds(30));
 * store.latency(Duration.ofMillis(200));
 * Guard.Call<Hits, IOException> call = store.around(() -> client.search(query));
 * }</pre>
 *
 * <p>A fault begins when it is stated and stays until {@link #clear()}; {@link #after}, {@link #lasting} and {@link #times}
 * change that of the fault stated last. Several faults act together: latencies add up, and the first stated that ends a call
 * counts. A call that is ended does not reach what is wrapped.
 *
 * <p>Time passes on the test's {@link dev.heal.time.VirtualTime} alone. Equal seeds hit equal calls. Wrappers may be made
 * before or after faults are stated. Safe for use by many threads, but only one thread gives equal runs.
 */
public final class Faults {

    private final Guard guard;
    private final RandomGenerator random;
    private FaultSchedule schedule = FaultSchedule.NONE; // guarded by this
    private long calls; // guarded by this
    private long struck; // guarded by this

    Faults(Guard guard, RandomGenerator random) {
        this.guard = guard;
        this.random = random;
    }

    /**
     * Calls fail.
     *
     * @param share the share of them that do, in [0, 1]
     * @param failure makes what one fails with; thrown as it is, so it should be what the client would throw
     * @return this
     * @throws IllegalArgumentException if the share is not in its range
     */
    public Faults fail(double share, Supplier<? extends Exception> failure) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(
                    subject() + "share must be in [0, 1], was " + Settings.format(share) + "; use 0.8 for 80 %");
        }
        return state(Fault.fail(share, failure, now()));
    }

    /**
     * Calls take longer. A call that is handed a deadline which passes meanwhile ends there in a time-out.
     *
     * @param added how much longer, more than zero
     * @return this
     * @throws IllegalArgumentException if it is not more than zero
     */
    public Faults latency(Duration added) {
        return state(Fault.latency(positive("latency", added), now()));
    }

    /**
     * Calls get no answer: time passes to the deadline, then the call fails as a client's would, with a
     * {@link java.net.SocketTimeoutException}, from a data source with a {@link java.sql.SQLTimeoutException} and in a
     * completion stage with a {@link java.util.concurrent.TimeoutException}.
     *
     * @return this
     */
    public Faults hang() {
        return state(Fault.hang(null, now()));
    }

    /**
     * Calls get no answer and then fail in the client's own way.
     *
     * @param timeOut makes what a call fails with when its deadline has passed
     * @return this
     */
    public Faults hang(Supplier<? extends Exception> timeOut) {
        return state(Fault.hang(timeOut, now()));
    }

    /**
     * The fault stated last begins later.
     *
     * @param wait how much later, more than zero
     * @return this
     * @throws IllegalArgumentException if it is not more than zero
     * @throws IllegalStateException if no fault was stated
     */
    public Faults after(Duration wait) {
        positive("after", wait);
        return change(fault -> fault.later(wait));
    }

    /**
     * The fault stated last goes away by itself.
     *
     * @param length how long it stays, more than zero
     * @return this
     * @throws IllegalArgumentException if it is not more than zero
     * @throws IllegalStateException if no fault was stated
     */
    public Faults lasting(Duration length) {
        positive("lasting", length);
        return change(fault -> fault.lasting(length));
    }

    /**
     * The fault stated last is over when it has hit some calls.
     *
     * @param most how many, at least 1
     * @return this
     * @throws IllegalArgumentException if it is less than 1
     * @throws IllegalStateException if no fault was stated
     */
    public Faults times(int most) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    subject() + "times must be >= 1, was " + most + "; use clear() to end all faults");
        }
        return change(fault -> fault.times(most));
    }

    /**
     * Ends all faults: the backend is well again.
     *
     * @return this
     */
    public synchronized Faults clear() {
        schedule = FaultSchedule.NONE;
        return this;
    }

    /**
     * How often the code under test called.
     *
     * @return calls of the wrappers so far, every retry counted and those that were ended too
     */
    public synchronized long calls() {
        return calls;
    }

    /**
     * How often a fault hit.
     *
     * @return calls that were delayed or ended so far
     */
    public synchronized long struck() {
        return struck;
    }

    /**
     * Wraps a call. It hangs as long as {@code deadline.call} of the guard's settings says; latency does not end it, as a
     * call that knows no deadline goes on.
     *
     * @param call what is called
     * @param <T> type of its result
     * @param <X> what it may throw
     * @return the call with the faults in its way
     */
    public <T extends @Nullable Object, X extends Exception> Guard.Call<T, X> around(Guard.Call<T, X> call) {
        return () -> {
            blocking(SocketTimeoutException::new).<X>suffer(strike(), deadline(GuardSettings.Deadlines::call), false);
            return call.call();
        };
    }

    /**
     * Wraps a call that is handed its deadline, and hangs until then.
     *
     * @param call what is called
     * @param <T> type of its result
     * @param <X> what it may throw
     * @return the call with the faults in its way
     */
    public <T extends @Nullable Object, X extends Exception> Guard.DeadlineCall<T, X> around(
            Guard.DeadlineCall<T, X> call) {
        return deadline -> {
            blocking(SocketTimeoutException::new).<X>suffer(strike(), deadline, true);
            return call.call(deadline);
        };
    }

    /**
     * Wraps an asynchronous call. It hangs as long as {@code deadline.call} of the guard's settings says.
     *
     * @param call starts one try
     * @param <T> type of its result
     * @return the call with the faults in its way; a stage that is waited for in virtual time
     */
    public <T extends @Nullable Object> Supplier<CompletionStage<T>> aroundAsync(
            Supplier<? extends CompletionStage<T>> call) {
        return () -> StageFaults.<T>suffer(guard, strike(), deadline(GuardSettings.Deadlines::call), false, call);
    }

    /**
     * Wraps an asynchronous call that is handed its deadline, as {@link Guard#callAsync} takes it, and hangs until then.
     *
     * @param call starts one try
     * @param <T> type of its result
     * @return the call with the faults in its way; a stage that is waited for in virtual time
     */
    public <T extends @Nullable Object> Function<Deadline, CompletionStage<T>> aroundAsync(
            Function<? super Deadline, ? extends CompletionStage<T>> call) {
        return deadline -> StageFaults.<T>suffer(guard, strike(), deadline, true, () -> call.apply(deadline));
    }

    /**
     * Wraps a data source: getting a connection meets the faults, what is done on it does not. It hangs as long as
     * {@code deadline.jdbc-acquire} of the guard's settings says. A fault may fail it with an {@link java.sql.SQLException} or
     * an unchecked exception only; any other is an {@link AssertionError} in the test.
     *
     * @param dataSource what connections come from
     * @return the data source with the faults in its way; everything else goes straight to the wrapped one
     */
    public DataSource around(DataSource dataSource) {
        BlockingFaults faults = blocking(text -> new SQLTimeoutException(text, "08001"));
        return new FaultyDataSource(
                dataSource,
                guard.name(),
                () -> faults.<SQLException>suffer(strike(), deadline(GuardSettings.Deadlines::jdbcAcquire), false));
    }

    private synchronized FaultSchedule.Strike strike() {
        FaultSchedule.Struck result = schedule.strike(now(), random::nextDouble);
        schedule = result.left();
        calls++;
        if (result.strike().isFelt()) {
            struck++;
        }
        return result.strike();
    }

    private BlockingFaults blocking(Function<String, ? extends Exception> timeOut) {
        return new BlockingFaults(guard.name(), guard.runtime().ticker(), timeOut);
    }

    private Deadline deadline(Function<GuardSettings.Deadlines, Duration> use) {
        Duration timeout = use.apply(guard.settings().deadline());
        return timeout.isZero()
                ? Deadline.none()
                : Deadline.after(timeout, guard.runtime().ticker());
    }

    private synchronized Faults state(Fault fault) {
        schedule = schedule.plus(fault);
        return this;
    }

    private synchronized Faults change(UnaryOperator<Fault> change) {
        if (schedule.faults().isEmpty()) {
            throw new IllegalStateException(subject()
                    + "a fault must be stated before it is changed, was none; say fail, latency or hang first");
        }
        schedule = schedule.changeLast(change);
        return this;
    }

    private Duration positive(String what, Duration value) {
        if (value.isZero() || value.isNegative()) {
            throw new IllegalArgumentException(
                    subject() + what + " must be > 0s, was " + Settings.format(value) + "; use 1ms or more");
        }
        return value;
    }

    private long now() {
        return guard.runtime().ticker().nanos();
    }

    private String subject() {
        return "faults '" + guard.name() + "': ";
    }
}
