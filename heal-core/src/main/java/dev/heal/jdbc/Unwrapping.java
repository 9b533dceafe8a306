package dev.heal.jdbc;

import java.sql.SQLException;
import java.sql.Wrapper;

/** How delegates lead to what they wrap: themselves first, then the pool's object, then whatever that one leads to. */
final class Unwrapping {

    private Unwrapping() {}

    static <T> T unwrap(Wrapper self, Wrapper wrapped, Class<T> type, ConnectionState state) throws SQLException {
        if (type.isInstance(self)) {
            return type.cast(self);
        }
        // what is done to it from now on is not seen
        state.session().shares();
        return type.isInstance(wrapped) ? type.cast(wrapped) : wrapped.unwrap(type);
    }

    static boolean isWrapperFor(Wrapper self, Wrapper wrapped, Class<?> type) throws SQLException {
        return type.isInstance(self) || type.isInstance(wrapped) || wrapped.isWrapperFor(type);
    }
}
