package dev.heal.cli;

/** The command cannot do what it was asked, because of what it was given. */
final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message, Throwable cause) {
        super(message, cause);
    }
}
