package dev.heal.journal;

import java.util.List;
import java.util.Locale;

/** Which names speak of a secret. Case and separators do not matter: {@code apiKey}, {@code API_KEY}, {@code api-key}. */
final class SecretNames {

    private static final List<String> SECRETS = List.of(
            "password",
            "passwd",
            "passphrase",
            "pwd",
            "secret",
            "token",
            "credential",
            "apikey",
            "privatekey",
            "accesskey",
            "signature",
            "bearer");

    /** Headers whose whole line is a secret. */
    private static final List<String> LINES = List.of("authorization", "cookie");

    private SecretNames() {}

    static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c != '-' && c != '_' && c != '.') {
                plain.append(c);
            }
        }
        return plain.toString().toLowerCase(Locale.ROOT);
    }

    static boolean isSecret(String plainName) {
        return SECRETS.stream().anyMatch(plainName::contains);
    }

    static boolean isLine(String plainName) {
        return LINES.stream().anyMatch(plainName::contains);
    }
}
