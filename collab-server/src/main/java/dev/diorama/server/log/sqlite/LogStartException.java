package dev.diorama.server.log.sqlite;

import java.nio.file.Path;

/** The log cannot be opened when the server starts; carries what a person can do about it. */
final class LogStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    private LogStartException(String description, String action, Throwable cause) {
        super(description, cause);
        this.action = action;
    }

    static LogStartException notWritable(Path folder, Exception cause) {
        return new LogStartException(
                "The data folder " + folder + " cannot be created or written: " + cause,
                "Make the folder writable for the user that runs the server, or name another one with"
                        + " --diorama.data-dir=DIR (or DIORAMA_DATA_DIR).",
                cause);
    }

    static LogStartException locked(Path folder) {
        return new LogStartException(
                "The data folder " + folder + " is in use by another Diorama server.",
                "Stop the other server, or give this one its own folder with --diorama.data-dir=DIR"
                        + " (or DIORAMA_DATA_DIR).",
                new IllegalStateException("lock is held"));
    }

    static LogStartException corrupt(Path file, Exception cause) {
        return new LogStartException(
                "The database " + file + " cannot be used: " + cause.getMessage(),
                "Nothing was changed. Restore the file from a backup, or move it away together with its -wal and -shm"
                        + " files and start with an empty log. A file of a newer Diorama needs that version.",
                cause);
    }

    String action() {
        return action;
    }
}
