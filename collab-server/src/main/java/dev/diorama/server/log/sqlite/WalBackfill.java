package dev.diorama.server.log.sqlite;

import dev.diorama.server.log.RoomName;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
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
 * SQLite begins the log anew with the first write that finds all of it copied. While edits come, that would never be; so the last few pages
 * are copied while nobody writes. SQLite syncs the database then, too, and only then: we do so before, that little is left to that sync.
 */
final class WalBackfill implements AutoCloseable {
    /** As long as SQLite itself lets it become. */
    private static final int PAGES = 1_000;

    /** What may be copied while everybody waits. */
    private static final int FEW = PAGES / 10;
    /** So many pages are worth another sync; else most pages in the log are the same ones again and again. */
    private static final int MANY = PAGES / 4;
    /** In a flood there are never few; then edits wait a little longer. */
    private static final int MAX_PASSES = 8;

    /** Until the next attempt, when somebody was reading what was to be copied. */
    private static final int SOON = PAGES * 9 / 10;

    private static final int PAGE_BYTES = 4096;
    /** An entry's author and claim, about. */
    private static final int ENTRY_BYTES = 128;

    private static final Logger LOGGER = LoggerFactory.getLogger(WalBackfill.class);

    private final SqliteFile file;
    private final Connection connection;
    private final Consumer<Runnable> alone;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("log-backfill").factory());
    private final AtomicLong pages = new AtomicLong();
    /** Bytes that were written since we synced the database, and the rooms that they are of; that SQLite did so, too, is not counted. */
    private final AtomicLong unsyncedBytes = new AtomicLong();

    private final Set<RoomName> unsyncedRooms = ConcurrentHashMap.newKeySet();
    private boolean failed;

    /**
     * Nothing has been written yet.
     *
     * @param file the database
     * @param alone runs a task while nobody writes
     */
    WalBackfill(SqliteFile file, Consumer<Runnable> alone) throws SQLException {
        this.file = file;
        this.connection = file.connectSyncing();
        this.alone = alone;
        // Whoever commits must not be the one to find that no thread can be made.
        thread.execute(() -> {});
    }

    /** A commit wrote updates of so many bytes into rooms; never fails. */
    void wrote(Set<RoomName> rooms, int updates, long bytes) {
        long allBytes = bytes + (long) updates * ENTRY_BYTES;
        unsyncedBytes.addAndGet(allBytes);
        unsyncedRooms.addAll(rooms);
        long more = rooms.size() + allBytes / PAGE_BYTES;
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
            copyAllButFew();
            alone.accept(() -> all.set(copyLast()));
        } catch (SQLException | IOException e) {
            failed(e);
        } finally {
            pages.set(all.get() ? 0 : SOON);
        }
    }

    private boolean copyLast() {
        try {
            boolean all = copySome();
            failed = false;
            return all;
        } catch (SQLException e) {
            failed(e);
            return false;
        }
    }

    /** Nothing is lost: it stays in the write-ahead log, and there will soon be another attempt. */
    private void failed(Exception reason) {
        if (!failed) {
            LOGGER.warn("The write-ahead log cannot be copied into the database: {}", reason.getMessage());
        }
        failed = true;
    }

    private void copyAllButFew() throws SQLException, IOException {
        long before;
        int passes = 0;
        do {
            before = pages.get();
            long bytes = unsyncedBytes.get();
            boolean many = unsyncedRooms.size() + bytes / PAGE_BYTES > MANY;
            copySome();
            if (many) {
                unsyncedBytes.addAndGet(-bytes);
                unsyncedRooms.clear();
                file.sync();
            }
            passes++;
        } while (pages.get() - before > FEW && passes < MAX_PASSES);
    }

    /** As much as nobody reads or writes meanwhile; true if that was all. */
    private boolean copySome() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma wal_checkpoint(passive)")) {
            // Busy, pages in the log, pages of these that are copied.
            return row.next() && row.getInt(2) == row.getInt(3);
        }
    }

    @Override
    public void close() throws SQLException {
        thread.close();
        connection.close();
    }
}
