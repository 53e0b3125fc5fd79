package dev.diorama.server.ops;

/** The server cannot start with what it was given; carries what a person can do about it. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    public StartException(String description, String action, Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    /** What a person can do. */
    public String action() {
        return action;
    }
}
