package dev.diorama.server.log;

/** The log's store cannot be reached or refuses to work; nothing of the call that failed was stored. */
public class LogUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }

    public LogUnavailableException(String message) {
        super(message);
    }
}
