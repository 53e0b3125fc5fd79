package dev.diorama.server.log.sqlite;

import dev.diorama.server.log.LogUnavailableException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** A few platform threads that read, with connections that are opened when first needed. */
final class ReaderPool implements AutoCloseable {
    private final SqliteFile file;
    private final ExecutorService threads;
    private final BlockingQueue<Connection> idle;

    ReaderPool(SqliteFile file, int size) {
        this.file = file;
        this.idle = new ArrayBlockingQueue<>(size);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                size,
                size,
                30,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("log-reader-", 0).factory());
        pool.allowCoreThreadTimeOut(true);
        this.threads = pool;
    }

    /** Runs a query on a reader's thread and waits for it. */
    <T> T read(Query<T> query) {
        try {
            return CompletableFuture.supplyAsync(() -> run(query), threads).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LogUnavailableException unavailable
                    ? unavailable
                    : new LogUnavailableException("the log cannot be read", e);
        } catch (RejectedExecutionException e) {
            throw new LogUnavailableException("the log is closed", e);
        }
    }

    private <T> T run(Query<T> query) {
        Connection connection = idle.poll();
        try {
            if (connection == null) {
                connection = file.connectReader();
            }
            T result = query.run(connection);
            giveBack(connection);
            return result;
        } catch (SQLException e) {
            if (connection != null) {
                closeQuietly(connection, e);
            }
            throw new LogUnavailableException("the log cannot be read: " + e.getMessage(), e);
        }
    }

    private void giveBack(Connection connection) throws SQLException {
        if (!idle.offer(connection)) {
            connection.close();
        }
    }

    private static void closeQuietly(Connection connection, SQLException reason) {
        try {
            connection.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    @Override
    public void close() {
        threads.close();
        for (Connection connection = idle.poll(); connection != null; connection = idle.poll()) {
            closeQuietly(connection, new SQLException());
        }
    }

    /** Reads something with a connection that is its own for the time. */
    @FunctionalInterface
    interface Query<T> {
        T run(Connection connection) throws SQLException;
    }
}
