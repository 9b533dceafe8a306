package dev.heal.chaos.app;

/** Nothing was found where there is something to find. */
final class EmptyAnswerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    EmptyAnswerException() {
        super("search: must find documents, found none");
    }
}
