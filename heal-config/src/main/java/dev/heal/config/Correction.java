package dev.heal.config;

/**
 * One thing that was understood otherwise than it is written. Holds no secrets. Immutable.
 *
 * @param key the full key that the line sets
 * @param was the key or the value that is written; {@code ***} if it may be a secret
 * @param now the key or the value that it stands for; {@code ***} if it may be a secret
 * @param line the line of the file, 1 for the first
 * @param rule the id of the rule, as docs/config-correction.md lists them
 * @param why the reason, for a person
 */
public record Correction(String key, String was, String now, int line, String rule, String why) {

    /**
     * The correction for a person.
     *
     * @return what was written, what it stands for, and how to end the message: by writing that
     */
    @Override
    public String toString() {
        return "line " + line + ": " + (was.equals(key) || now.equals(key) ? "" : key + ": ") + "'" + was
                + "' is taken for '" + now + "', it " + why + " (" + rule + "); write '" + now
                + "' to silence this";
    }
}
