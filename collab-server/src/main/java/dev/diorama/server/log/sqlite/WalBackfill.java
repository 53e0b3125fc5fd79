package dev.diorama.server.log.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
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
 * the copying is copied while nobody writes: that is little, as the copying was short, but the sync of the database is then, too.
 */
final class WalBackfill implements AutoCloseable {
    /** As long as SQLite itself lets it become. */
    private static final int PAGES = 1_000;

    /** Until the next attempt, when somebody was reading what was to be copied. */
    private static final int SOON = PAGES * 9 / 10;

    private static final int PAGE_BYTES = 4096;
    /** Of the rooms and of the entries, which any commit changes; the keys of each room are on a page of their own. */
    private static final int PAGES_OF_A_COMMIT = 2;
    /** An entry's author, claim and key, about. */
    private static final int ENTRY_BYTES = 128;

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
        // Whoever commits must not be the one to find that no thread can be made.
        thread.execute(() -> {});
    }

    /** A commit wrote updates of so many bytes into so many rooms; never fails. */
    void wrote(long rooms, int updates, long bytes) {
        long more = PAGES_OF_A_COMMIT + rooms + (bytes + (long) updates * ENTRY_BYTES) / PAGE_BYTES;
        long sum = pages.addAndGet(more);
        if (sum >= PAGES && sum - more < PAGES) {
            try {
                thread.execute(this::copy);
            } catch (RejectedExecutionException e) {
                LOGGER.debug("The log is closed, and SQLite copies it then", e);
            }
        }
    }

    private void copy() {
        AtomicBoolean all = new AtomicBoolean();
        try {
            copySome();
            alone.accept(() -> all.set(copySome()));
        } finally {
            pages.set(all.get() ? 0 : SOON);
        }
    }

    /** As much as nobody reads or writes meanwhile; true if that was all. */
    private boolean copySome() {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma wal_checkpoint(passive)")) {
            failed = false;
            // Busy, pages in the log, pages of these that are copied.
            return row.next() && row.getInt(2) == row.getInt(3);
        } catch (SQLException e) {
            // Nothing is lost: it stays in the write-ahead log, and there will soon be another attempt.
            if (!failed) {
                LOGGER.warn("The write-ahead log cannot be copied into the database: {}", e.getMessage());
            }
            failed = true;
            return false;
        }
    }

    @Override
    public void close() throws SQLException {
        thread.close();
        connection.close();
    }
}
