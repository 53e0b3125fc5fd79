package dev.diorama.server.log.jdbc;

/** The log cannot be opened when the server starts; carries what a person can do about it. */
public final class LogStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    public LogStartException(String description, String action, Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    /** What a person can do. */
    public String action() {
        return action;
    }
}
