package dev.heal.config;

/** The configuration file could not be read at all. A wrong line in it is no such case: it is reported, and the default stays. */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
