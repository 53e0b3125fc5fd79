package dev.diorama.server.log.sqlite;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the write-ahead log into the database whenever it is long, on a thread of its own: SQLite by itself does so in the midst of a
 * commit, and whoever waits for that commit waits for a thousand pages and two more syncs (SQLite's manual, "Write-Ahead Logging",
 * section 2.1).
 */
/*
 * SQLite begins the log anew with the first write that finds all of it copied. While edits come, that would never be; so what came during
 * the copying is copied while nobody writes. That is little, as the copying was short.
 */
final class WalBackfill implements AutoCloseable {
    /** As long as SQLite itself lets it become. */
    private static final int PAGES = 1_000;

    private static final int PAGE_BYTES = 4096;
    /** Of the room, the entry and its key, which any commit changes. */
    private static final int PAGES_OF_A_COMMIT = 3;

    private static final Logger LOGGER = LoggerFactory.getLogger(WalBackfill.class);

    private final Connection connection;
    private final Consumer<Runnable> alone;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("log-backfill").factory());
    private final AtomicLong pages = new AtomicLong();
    private boolean failed;

    /**
     * Nothing has been written yet.
     *
     * @param connection to the database, for this one alone
     * @param alone runs a task while nobody writes
     */
    WalBackfill(Connection connection, Consumer<Runnable> alone) {
        this.connection = connection;
        this.alone = alone;
    }

    /** A commit wrote updates of so many bytes. */
    void wrote(long bytes) {
        long more = PAGES_OF_A_COMMIT + bytes / PAGE_BYTES;
        long sum = pages.addAndGet(more);
        if (sum >= PAGES && sum - more < PAGES) {
            thread.execute(this::copy);
        }
    }

    private void copy() {
        copySome();
        alone.accept(this::copySome);
        pages.set(0);
    }

    /** As much as nobody reads or writes meanwhile. */
    private void copySome() {
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma wal_checkpoint(passive)");
            failed = false;
        } catch (SQLException e) {
            // Nothing is lost: it stays in the write-ahead log, and the next thousand pages are a new attempt.
            if (!failed) {
                LOGGER.warn("The write-ahead log cannot be copied into the database: {}", e.getMessage());
            }
            failed = true;
        }
    }

    @Override
    public void close() throws SQLException {
        thread.close();
        connection.close();
    }
}
