package dev.diorama.server.log.sqlite;

import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.jdbc.FeatureDatabase;
import dev.diorama.server.log.jdbc.Migrations;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteDataSource;

/**
 * The features' tables in a file beside the log's; made when the first feature asks for it.
 *
 * <p>One platform thread does all the work: SQLite takes one writer at a time, and its native calls would pin virtual threads.
 */
final class SqliteFeatureDatabase implements FeatureDatabase, AutoCloseable {
    static final String NAME = "features.db";

    private final Path file;
    private final SQLiteDataSource dataSource;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("features-db").factory());
    private @Nullable Connection connection;

    /**
     * Names the file; opens nothing yet.
     *
     * @param folder held by this process
     */
    SqliteFeatureDatabase(Path folder) {
        this.file = folder.resolve(NAME);
        this.dataSource = SqliteFile.dataSource(file);
    }

    @Override
    public Kind kind() {
        return Kind.SQLITE;
    }

    @Override
    public void migrate(String feature) {
        try {
            Migrations.ofFeature(dataSource, Kind.SQLITE, feature);
        } catch (FlywayException e) {
            throw SqliteFile.unusable(file, e);
        }
    }

    @Override
    public <T extends @Nullable Object> T inTransaction(Work<T> work) {
        try {
            return CompletableFuture.supplyAsync(() -> run(work), thread).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        } catch (RejectedExecutionException e) {
            throw new LogUnavailableException("the database is closed: " + file, e);
        }
    }

    private <T extends @Nullable Object> T run(Work<T> work) {
        try {
            Connection open = connection;
            if (open == null) {
                open = SqliteFile.connectWriter(dataSource);
                connection = open;
            }
            return run(work, open);
        } catch (SQLException e) {
            throw new LogUnavailableException("the database refused: " + file + ": " + e.getMessage(), e);
        }
    }

    /** As in {@link SqliteGroupStore}, a connection on which something failed is not used again. */
    private <T extends @Nullable Object> T run(Work<T> work, Connection open) throws SQLException {
        try {
            T result = work.run(open);
            open.commit();
            return result;
        } catch (SQLException | RuntimeException | Error e) {
            connection = null;
            SqliteFile.discard(open, e);
            throw e;
        }
    }

    @Override
    public void close() {
        thread.close();
        Connection open = connection;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                throw new LogUnavailableException("the database did not close: " + file, e);
            }
        }
    }
}
