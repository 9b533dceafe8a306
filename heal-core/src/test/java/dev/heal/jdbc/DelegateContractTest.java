package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.jdbc.FakeDriver.Call;
import dev.heal.time.VirtualTime;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLClientInfoException;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Wrapper;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method of every delegate does what the wrapped one does, once, and tells of its failure, once. */
final class DelegateContractTest {

    private static final List<Class<?>> INTERFACES = List.of(
            Connection.class,
            Statement.class,
            PreparedStatement.class,
            CallableStatement.class,
            ResultSet.class,
            DatabaseMetaData.class);

    /** What a delegate answers itself, in part or in full; tested by name elsewhere. */
    private static final Set<String> OWN = Set.of("unwrap", "isWrapperFor", "DatabaseMetaData.getConnection");

    private final FakeDriver driver = new FakeDriver();
    private final WatchLog watch = new WatchLog();
    private final VirtualTime time = new VirtualTime();
    private ConnectionState state;

    static Stream<Case> cases() {
        return INTERFACES.stream()
                .flatMap(type -> Arrays.stream(type.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .map(method -> new Case(type, method)))
                .filter(each -> !OWN.contains(each.method.getName())
                        && !OWN.contains(each.type.getSimpleName() + "." + each.method.getName()));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itIsCalledOnceWithTheSameArguments(Case given) throws Throwable {
        Object delegate = delegate(given.type);
        driver.calls.clear();
        Object[] arguments = arguments(given.method);

        Object result = given.method.invoke(delegate, arguments);

        assertThat(driver.calls).hasSize(1);
        Call call = driver.calls.get(0);
        assertThat(call.method().getName()).isEqualTo(given.method.getName());
        assertThat(call.method().getParameterTypes()).isEqualTo(given.method.getParameterTypes());
        for (int i = 0; i < arguments.length; i++) {
            // by equals: numbers are boxed anew, and arguments without an equals of their own are the same ones
            assertThat(call.arguments()[i]).isEqualTo(arguments[i]);
        }
        assertSame(result, call.answer());
        assertThat(watch.failures).isEmpty();
        assertThat(state.isBusy()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itsFailureIsPassedOnAndToldOnce(Case given) {
        Object delegate = delegate(given.type);
        SQLException thrown = given.method.getName().equals("setClientInfo")
                ? new SQLClientInfoException("cut", "08006", Map.of())
                : new SQLException("cut", "08006");
        driver.failing(given.method.getName(), thrown);
        if (given.method.getExceptionTypes().length == 0) {
            return;
        }

        assertThat(thrownBy(given.method, delegate)).isSameAs(thrown);

        assertThat(state.isBusy()).isFalse();
        if (given.method.getName().equals("abort")) {
            assertThat(watch.failures).as("the host wanted it dead").isEmpty();
        } else {
            assertThat(watch.failures).containsExactly(thrown);
        }
        assertThat(state.session().reason()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void whatIsNotTheDatabasesPassesUntold(Case given) {
        Object delegate = delegate(given.type);
        IllegalStateException thrown = new IllegalStateException("the driver's own");
        driver.failing(given.method.getName(), thrown);

        assertThat(thrownBy(given.method, delegate)).isSameAs(thrown);

        assertThat(watch.failures).isEmpty();
        assertThat(state.isBusy()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("interfaces")
    void itLeadsToWhatItWraps(Class<?> type) throws SQLException {
        Wrapper delegate = (Wrapper) delegate(type);
        driver.calls.clear();
        assertThat(delegate.isWrapperFor(type)).isTrue();
        assertThat(delegate.unwrap(type)).isSameAs(delegate);
        assertThat(driver.calls).isEmpty();

        driver.answering("unwrap", new BitSet());
        assertThat(delegate.unwrap(BitSet.class)).hasToString("{}");
        assertThat(delegate.isWrapperFor(BitSet.class)).isTrue();
        assertThat(driver.log()).containsExactly("unwrap", "isWrapperFor");
        assertThat(delegate.toString())
                .startsWith("Watched" + type.getSimpleName() + "@")
                .endsWith(" of fake " + type.getSimpleName());
    }

    static List<Class<?>> interfaces() {
        return INTERFACES;
    }

    private Object delegate(Class<?> type) {
        WatchedConnection connection = ConnectionState.open(
                driver.make(Connection.class), new ConnectionPorts(time, watch, (pooled, reason) -> {}), null);
        state = watch.open.get(0);
        Object made = driver.make(type);
        if (type == Connection.class) {
            return connection;
        } else if (type == Statement.class) {
            return new WatchedStatement((Statement) made, connection, state, null);
        } else if (type == PreparedStatement.class) {
            return new WatchedPreparedStatement((PreparedStatement) made, connection, state, null);
        } else if (type == CallableStatement.class) {
            return new WatchedCallableStatement((CallableStatement) made, connection, state);
        } else if (type == ResultSet.class) {
            return new WatchedResultSet((ResultSet) made, null, state, false);
        }
        return new WatchedDatabaseMetaData((DatabaseMetaData) made, connection, state);
    }

    private Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(driver::sample).toArray();
    }

    private Throwable thrownBy(Method method, Object delegate) {
        try {
            method.invoke(delegate, arguments(method));
            return null;
        } catch (InvocationTargetException e) {
            return e.getCause();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    /** The very answer, or a delegate around it. */
    private static void assertSame(Object result, Object answer) throws SQLException {
        boolean wrapped = result != null
                && result.getClass().getSimpleName().startsWith("Watched")
                && !(result instanceof WatchedConnection);
        if (wrapped) {
            assertThat(result.toString()).contains(" of " + answer);
        } else if (!(result instanceof WatchedConnection)) {
            assertThat(result).isEqualTo(answer);
        }
    }

    /** One method of one interface. */
    record Case(Class<?> type, Method method) {
        @Override
        public String toString() {
            return type.getSimpleName() + "." + method.getName()
                    + Arrays.stream(method.getParameterTypes())
                            .map(Class::getSimpleName)
                            .collect(Collectors.joining(", ", "(", ")"));
        }
    }
}
