package dev.heal.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;

/** A data source without a database: keeps a log of what is asked of it and fails where its script says so. */
final class ScriptedDataSource {

    private static final Set<String> STEPS =
            Set.of("getConnection", "setAutoCommit", "commit", "rollback", "close", "createStatement");

    final List<String> log = new ArrayList<>();
    private final Map<String, Deque<Throwable>> script = new HashMap<>();

    /** The next calls of this method fail, once each, in this order; a call without an entry goes well. */
    ScriptedDataSource failing(String method, Throwable... failures) {
        script.computeIfAbsent(method, any -> new ArrayDeque<>()).addAll(List.of(failures));
        return this;
    }

    DataSource dataSource() {
        return proxy(DataSource.class);
    }

    private Object step(String method, Object... arguments) throws Throwable {
        String line = method.equals("setAutoCommit") ? method + " " + arguments[0] : method;
        log.add(line);
        Deque<Throwable> failures = script.get(line) == null ? script.get(method) : script.get(line);
        Throwable failure = failures == null ? null : failures.poll();
        if (failure != null) {
            throw failure;
        }
        return method.equals("getConnection") ? proxy(Connection.class) : null;
    }

    private <T> T proxy(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            if (!STEPS.contains(method.getName())) {
                throw new SQLException("not in the script: " + method.getName(), "HYC00");
            }
            return step(method.getName(), args == null ? new Object[0] : args);
        }));
    }
}
