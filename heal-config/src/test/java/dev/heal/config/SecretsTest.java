package dev.heal.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be a secret appears in no report, no log and no exception. */
final class SecretsTest {

    private static final String SECRET = "hunter2$${x}";

    record Login(String user, String password, int pinToken) {
        Login {
            if (password.length() < 3 || password.equals(user)) {
                throw new IllegalArgumentException("login: password must differ from the user, was " + password);
            }
        }
    }

    record Database(String url, Login login) {
        Database {
            if (url.isEmpty()) {
                throw new IllegalArgumentException("database: url must be set, was empty in " + login);
            }
        }
    }

    private static final Database DEFAULTS = new Database("jdbc:none", new Login("app", "default-secret", 0));

    @TempDir
    private Path directory;

    @Test
    void aPasswordIsTakenLiterally() {
        assertThat(Given.lines("db.login.password=" + SECRET)
                        .bind("db", DEFAULTS)
                        .login()
                        .password())
                .isEqualTo(SECRET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "db.login.pin-token=" + SECRET,
                "db.login.password=" + SECRET + "\ndb.login.user=" + SECRET,
                "db.url=\ndb.login.password=" + SECRET,
                "db.url=",
                "db.login.password=" + SECRET + "\ndb.login.password=" + SECRET,
                "heal.api-key=" + SECRET,
                "db.login.password=" + SECRET + "\\u12"
            })
    void aSecretValueAppearsNowhere(String lines) {
        try (CapturedLog log = new CapturedLog();
                HealConfig config = HealConfig.load(Given.file(directory, lines))) {
            config.live("db", DEFAULTS).onChange((before, after) -> {});
            config.reload();

            String report = config.report().toString();
            assertThat(report).isNotEmpty().doesNotContain("hunter2").doesNotContain("default-secret");
            assertThat(log.lines())
                    .isNotEmpty()
                    .noneMatch(line -> line.contains("hunter2") || line.contains("default-secret"));
        }
    }

    @Test
    void aSecretOfTheEnvironmentAppearsNowhere() {
        Given given = Given.lines().and(Map.of("DB_LOGIN_PASSWORD", "x", "DB_LOGIN_PIN_TOKEN", SECRET));

        given.bind("db", DEFAULTS);

        assertThat(given.report())
                .containsExactly(
                        "environment variable DB_LOGIN_PIN_TOKEN: db.login.pin-token: the value is not allowed here"
                                + " (not shown: it may be a secret); in effect: ***",
                        "environment variable DB_LOGIN_PASSWORD: db.login.password: the value is not allowed here"
                                + " (not shown: it may be a secret); in effect: ***");
    }

    @Test
    void anotherValueIsReportedWithTheSecretsStruckOut() {
        Given given = Given.lines("db.url=", "db.login.password=" + SECRET);

        given.bind("db", DEFAULTS);

        assertThat(given.report())
                .containsExactly("heal.properties:1: db.url: database: url must be set, was empty in"
                        + " Login[user=app, password=***, pinToken=0]; in effect: jdbc:none");
    }
}
