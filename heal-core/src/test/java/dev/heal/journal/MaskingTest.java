package dev.heal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class MaskingTest {

    /** Text, and what is left of it. */
    private static final String[][] HIDDEN = {
        {"password=hunter2", "password=***"},
        {"PASSWORD = hunter2 and more", "PASSWORD = *** and more"},
        {"spring.datasource.password: p,a;s&s", "spring.datasource.password: ***"},
        {"dbPassword=\"two words\" x", "dbPassword=\"***\" x"},
        {"pwd='it''s' x", "pwd='***''s' x"},
        {"passwd=\"a\\\"b\" x", "passwd=\"***\" x"},
        {"{\"apiKey\":\"abc\",\"port\":1}", "{\"apiKey\":\"***\",\"port\":1}"},
        {"{\"api_key\" : 12345 }", "{\"api_key\" : *** }"},
        {"{\\\"token\\\":\\\"abc\\\",\\\"a\\\":1}", "{\\\"token\\\":\\\"***\\\",\\\"a\\\":1}"},
        {"tokens=[a, b] x", "tokens=*** x"},
        {"password={cipher}abc x", "password=*** x"},
        {"{password=abc, user=me}", "{password=*** user=me}"},
        {"x-api-key: abc", "x-api-key: ***"},
        {"params[client_secret]=abc", "params[client_secret]=***"},
        {"token => abc", "token => ***"},
        {"<password>abc</password> x", "<password>*** x"},
        {"--password hunter2 --port 1", "--password *** --port 1"},
        {"password=\"never closed\nnext line", "password=\"***"},
        {"password=\nuser=me", "password=\nuser=me"},
        {"Authorization: Bearer abc def\nHost: x", "Authorization: ***\nHost: x"},
        {"Set-Cookie: id=1; path=/\r\nX: y", "Set-Cookie: ***\r\nX: y"},
        {"sent Bearer abc.def-ghi, refused", "sent Bearer *** refused"},
        {"BEARER abc", "BEARER ***"},
        {"Basic dXNlcjpwYXNz sent", "Basic *** sent"},
        {"redis://user:p4ss@cache:6379/0", "redis://user:***@cache:6379/0"},
        {"redis://:p4ss@cache:6379", "redis://:***@cache:6379"},
        {"redis://p4ss@cache:6379", "redis://***@cache:6379"},
        {"postgresql://u:p@ss/w@rd@host/db", "postgresql://u:***@host/db"},
        {"postgresql://u:pa/ss@host/db", "postgresql://u:***@host/db"},
        {"\"https://u:p@h/a\" and \"https://v:q@i\"", "\"https://u:***@h/a\" and \"https://v:***@i\""},
        {"jdbc:postgresql://h/db?user=u&password=p&ssl=true x", "jdbc:postgresql://h/db?user=u&password=*** x"},
        {"jdbc:sqlserver://h;user=sa;password=p;encrypt=true", "jdbc:sqlserver://h;user=sa;password=***"},
        {"jdbc:mysql://u:p@h:3306/db", "jdbc:mysql://u:***@h:3306/db"},
        {"jdbc:oracle:thin:scott/tiger@//h:1521/s", "jdbc:oracle:thin:scott/***@//h:1521/s"},
        {"jdbc:oracle:thin:scott/tiger@h:1521:sid", "jdbc:oracle:thin:scott/***@h:1521:sid"},
        {"token 7f3a9c0d1e2b4a5f was refused", "token *** was refused"},
        {"secret abcdefghijklmnopqrstuvwxyzabcdefgh", "secret ***"},
    };

    private static final String[] KEPT = {
        "",
        "vectors: open, CLOSED to OPEN, because of time-out in vectors (client); calls 12",
        "password authentication failed for user",
        "the token has expired",
        "Basic authentication is off",
        "https://host:8080/@scope/package?x=a@b",
        "http://[fe80::1]:80/a@b",
        "jdbc:postgresql://host:5432/db?user=me",
        "jdbc:oracle:thin:@//host:1521/service",
        "heal.guard.vectors.breaker.*",
        "mail to someone@example.org",
    };

    private static final String[] PIECES = {
        "password",
        "token",
        "apiKey",
        "Bearer",
        "Basic",
        "Authorization",
        "cookie",
        "jdbc",
        "://",
        ":",
        "=",
        "@",
        "/",
        "//",
        "\"",
        "'",
        "`",
        "\\",
        " ",
        "\t",
        "\n",
        "[",
        "]",
        "{",
        "}",
        "(",
        ")",
        ">",
        "--",
        "-",
        "_",
        ".",
        "***",
        "a",
        "Z9",
        "user",
        "***@",
        "7f3a9c0d1e2b4a5f7f3a9c0d1e2b4a5f",
        "\ud83d",
        "\u00a0",
        "ß",
        "\0",
        "?",
        "#",
        "&",
        ";",
        ",",
        "http",
        "oracle:thin:"
    };

    @Test
    void secretsAreHidden() {
        for (String[] row : HIDDEN) {
            assertThat(Masking.mask(row[0])).as(row[0]).isEqualTo(row[1]);
        }
    }

    @Test
    void ordinaryTextStaysTheSameInstance() {
        for (String text : KEPT) {
            assertThat(Masking.mask(text)).isSameAs(text);
        }
    }

    @Test
    void itNeverThrowsAndMaskingTwiceIsMaskingOnce() {
        for (int seed = 0; seed < 200_000; seed++) {
            String text = random(seed);
            String once;
            try {
                once = Masking.mask(text);
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed + ": <" + text + ">", e);
            }
            assertThat(Masking.mask(once)).as("seed %d: <%s>", seed, text).isEqualTo(once);
        }
    }

    @Test
    void aValueNeverSurvivesInAnyOfItsForms() {
        String[] forms = {
            "%spassword=%s",
            "%s\"token\":\"%s\"",
            "%sapi-key: %s",
            "%shttp://u:%s@h/",
            "%sBearer %s",
            "%sAuthorization: x %s",
            "%s--secret %s",
            "%sjdbc:oracle:thin:u/%s@h"
        };
        for (int seed = 0; seed < 20_000; seed++) {
            Random random = new Random(seed);
            // what stands before must not have swallowed the name: a word of its own does
            String before = seed % 2 == 0 ? "" : "x" + random.nextInt(100) + " ";
            String secret = "Q" + Long.toString(random.nextLong(), 36).replace("-", "") + "Q";
            String form = forms[random.nextInt(forms.length)];
            assertThat(Masking.mask(String.format(form, before, secret)))
                    .as("seed %d", seed)
                    .doesNotContain(secret)
                    .startsWith(before);
        }
    }

    @Test
    void theCostIsLinear() {
        List<String> shapes = new ArrayList<>(List.of(PIECES));
        shapes.addAll(List.of(
                "password ",
                "token=",
                "jdbc:",
                "jdbc:/",
                "://",
                "a://",
                "://a:",
                "://@",
                "\"token",
                "\\\"",
                "token\\",
                "Bearer token "));
        for (String shape : shapes) {
            // quadratic work on this length would take many minutes in all
            String text = shape.repeat(300_000 / shape.length());
            assertThat(Masking.mask(text).length()).isLessThanOrEqualTo(2 * text.length());
            assertThat(Masking.mask(text + "@x")).isNotEmpty();
        }
    }

    private static String random(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(14); i >= 0; i--) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }
}
