package dev.diorama.server.log.jdbc;

import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.ops.StartException;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A database for the small tables of features beside the log, on the same kind of store as the log; one bean, whatever the store.
 *
 * <p>On PostgreSQL it is the log's own database, shared by all servers. Beside SQLite it is a file of its own, {@code features.db} in the
 * data folder, so that a feature never holds the lock that the log's writer needs. It is durable, but no part of an edit may wait for it.
 * Thread-safe.
 */
public interface FeatureDatabase {
    /** Which SQL it speaks. */
    Kind kind();

    /**
     * Brings a feature's tables up to date; to be called once, before anything else.
     *
     * <p>The scripts are Flyway migrations in {@code db/FEATURE/sqlite} and {@code db/FEATURE/postgres}, with a history of their own, the table
     * {@code FEATURE_schema_history}. Several servers may call it at once.
     *
     * @param feature lower-case letters and underscores; the tables' names should begin with it
     * @throws StartException if that fails
     */
    void migrate(String feature);

    /**
     * Runs work as one transaction and waits for it; blocks, so never on an event loop or a room's thread.
     *
     * @param work closes its statements, not the connection; may run at the same time as other work on PostgreSQL, never on SQLite
     * @throws LogUnavailableException if the database refused; nothing of the work was stored
     */
    <T extends @Nullable Object> T inTransaction(Work<T> work);

    /** The kinds of databases. */
    enum Kind {
        SQLITE("sqlite"),
        POSTGRES("postgres");

        private final String folder;

        Kind(String folder) {
            this.folder = folder;
        }

        /** Where a feature's migrations for this kind are. */
        public String migrations(String feature) {
            return "classpath:db/" + feature + "/" + folder;
        }
    }

    /** Something to do with a connection that is its own for the time. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        /** Does it; the transaction is committed when it returns, and rolled back when it throws. */
        T run(Connection connection) throws SQLException;
    }
}
