package dev.heal.journal;

/**
 * Hides secrets in text that people or files get to see. What is hidden becomes {@code ***}:
 *
 * <ul>
 *   <li>the value after a name that speaks of a secret ({@code password=}, {@code "apiKey": }, {@code db.token: },
 *       {@code --password }), in properties, JSON and URL parameters; a quoted value to its closing quote, an unquoted one to
 *       the next white space, since a password may hold any other character
 *   <li>what follows {@code Authorization:} and {@code Cookie:}, to the end of the line, and the word after
 *       {@code Bearer} and {@code Basic}
 *   <li>the password in {@code scheme://user:password@host}, all of {@code secret@} without a user, and the password of
 *       Oracle's {@code user/password@}
 *   <li>a long word with digits in it right after the name of a secret ({@code token 7f3a...})
 * </ul>
 *
 * <p>In doubt more is hidden than need be. A short secret in the middle of a sentence cannot be told from a word and is not
 * found: keep messages of clients out of decisions. Never throws; the cost is linear in the length of the text; masking
 * twice gives the same as masking once. Pure; safe for use by many threads.
 */
public final class Masking {

    /** What stands in the place of a secret. */
    public static final String MASK = "***";

    private Masking() {}

    /**
     * Hides what looks like a secret.
     *
     * @param text any text
     * @return the text with every secret replaced by {@link #MASK}; the same instance if there is none
     */
    public static String mask(String text) {
        String masked = new MaskingScan(text).run();
        return masked.equals(text) ? text : masked;
    }

    /**
     * Whether a name speaks of a secret, so that its value must not be shown.
     *
     * @param name such as {@code db.apiKey}; case and separators do not matter
     * @return true for passwords, tokens, credentials and their like
     */
    public static boolean isSecretName(String name) {
        String plain = SecretNames.plain(name);
        return SecretNames.isSecret(plain) || SecretNames.isLine(plain);
    }
}
