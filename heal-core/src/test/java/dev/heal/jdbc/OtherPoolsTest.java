package dev.heal.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.heal.Guard;
import dev.heal.GuardSettings;
import dev.heal.settings.Live;
import dev.heal.time.VirtualTime;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Pools that are not HikariCP's, and hosts that do not have HikariCP. */
final class OtherPoolsTest {

    private final VirtualTime time = new VirtualTime();
    private final Guard guard = new Guard("db", Live.of(new GuardSettings()), time.runtime(1));

    @Test
    void anotherPoolWorksAsBefore() throws SQLException {
        JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:" + UUID.randomUUID(), "sa", "");
        try {
            HealingDataSource source = new HealingDataSource(pool, guard);
            for (int i = 0; i < 20; i++) {
                try (Connection connection = source.getConnection();
                        Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select 7")) {
                    assertThat(rows.next()).isTrue();
                    time.advance(Duration.ofSeconds(30));
                }
            }
            assertThat(pool.getActiveConnections()).isZero();
            assertThat(time.pending()).isZero();
            assertThat(guard.journal().recent(10)).isEmpty();
            assertThat(source.explain()).contains("no HikariCP pool that Heal can see");
        } finally {
            pool.dispose();
        }
    }

    @Test
    void nothingNeedsHikariOnTheClassPath() throws Exception {
        assertThat(withoutHikari("run")).isEqualTo(7);
    }

    /** Runs a method of {@link Host} where no class of HikariCP can be found. */
    private static Object withoutHikari(String name) throws ReflectiveOperationException {
        ClassLoader loader = new WithoutHikari(OtherPoolsTest.class.getClassLoader());
        Method method = loader.loadClass(Host.class.getName()).getDeclaredMethod(name);
        method.setAccessible(true);
        return method.invoke(null);
    }

    /** A host with H2's pool only. */
    static final class Host {
        private Host() {}

        static int run() throws SQLException {
            try {
                Class.forName("com.zaxxer.hikari.HikariDataSource");
                throw new AssertionError("HikariCP is here");
            } catch (ClassNotFoundException expected) {
                // as it should be
            }
            JdbcDataSource h2 = new JdbcDataSource();
            h2.setURL("jdbc:h2:mem:" + UUID.randomUUID());
            DataSource source = new HealingDataSource(
                    h2, new Guard("db", Live.of(new GuardSettings()), new VirtualTime().runtime(1)));
            try (Connection connection = source.getConnection();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("select 7")) {
                return rows.next() ? rows.getInt(1) : 0;
            }
        }
    }

    /** Defines Heal's classes anew, and hides HikariCP from them. */
    private static final class WithoutHikari extends ClassLoader {
        private WithoutHikari(ClassLoader parent) {
            super(parent);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.zaxxer.")) {
                throw new ClassNotFoundException(name);
            } else if (!name.startsWith("dev.heal.")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> known = findLoadedClass(name);
                return known != null ? known : define(name);
            }
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (in == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = in.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
