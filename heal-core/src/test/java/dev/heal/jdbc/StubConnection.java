package dev.heal.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A connection without a database that is valid and can be closed, and nothing else. */
final class StubConnection {

    private StubConnection() {}

    static Connection answering() {
        return doing(() -> {}, () -> {});
    }

    /** One whose commit and abort do what a test says. */
    static Connection doing(Runnable commit, Runnable abort) {
        return (Connection) Proxy.newProxyInstance(
                StubConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (self, method, arguments) -> switch (method.getName()) {
                    case "isValid" -> true;
                    case "isClosed" -> false;
                    case "close" -> null;
                    case "commit" -> run(commit);
                    case "abort" -> run(abort);
                    case "hashCode" -> System.identityHashCode(self);
                    case "equals" -> self == arguments[0];
                    default -> throw new SQLException("not in the script: " + method.getName(), "HYC00");
                });
    }

    private static @Nullable Object run(Runnable what) {
        what.run();
        return null;
    }
}
