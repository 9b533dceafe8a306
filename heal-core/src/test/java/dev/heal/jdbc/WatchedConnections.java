package dev.heal.jdbc;

import dev.heal.Guard;
import dev.heal.failure.Failure;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;

/** Connections whose statements report to a watch and to a guard, enough of them for the tests of the watch. */
final class WatchedConnections implements HealingDataSource.Lending {

    private static final Set<String> SERVER_CALLS =
            Set.of("execute", "executeQuery", "executeUpdate", "commit", "rollback");

    private final Guard guard;

    WatchedConnections(Guard guard) {
        this.guard = guard.classifying(JdbcFailures.STATEMENT);
    }

    @Override
    public Connection lend(Connection pooled, PoolWatch watch) {
        long now = guard.runtime().ticker().nanos();
        Lent lent = new Lent(pooled, new ConnectionState(pooled, now), watch);
        watch.opened(lent.state);
        return proxy(Connection.class, lent::onConnection);
    }

    @FunctionalInterface
    private interface Handler {
        Object invoke(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> handler.invoke(method, arguments)));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private final class Lent {
        private final Connection pooled;
        private final ConnectionState state;
        private final PoolWatch watch;
        private boolean closed;
        private boolean misled;

        private Lent(Connection pooled, ConnectionState state, PoolWatch watch) {
            this.pooled = pooled;
            this.state = state;
            this.watch = watch;
        }

        private Object onConnection(Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("close")) {
                close();
                return null;
            } else if (method.getName().equals("createStatement")) {
                Statement statement = (Statement) call(pooled, method, arguments);
                return proxy(Statement.class, (what, with) -> onServer(statement, what, with));
            }
            return onServer(pooled, method, arguments);
        }

        private Object onServer(Object target, Method method, Object[] arguments) throws Throwable {
            if (!SERVER_CALLS.contains(method.getName())) {
                return call(target, method, arguments);
            }
            long started = guard.runtime().ticker().nanos();
            state.began(started);
            try {
                Object result = call(target, method, arguments);
                long now = guard.runtime().ticker().nanos();
                state.ended();
                watch.answered(state, started, now);
                return result;
            } catch (SQLException e) {
                long now = guard.runtime().ticker().nanos();
                state.ended();
                Failure failure = guard.observe(e, now - started);
                misled |= failure != null && failure.kind() == Failure.Kind.FAILOVER;
                watch.failed(state, started, now, e);
                throw e;
            }
        }

        private void close() throws SQLException {
            if (closed) {
                return;
            }
            closed = true;
            watch.closed(state);
            if (misled) {
                watch.evictor().evict(pooled, "read-only");
            }
            pooled.close();
        }
    }
}
