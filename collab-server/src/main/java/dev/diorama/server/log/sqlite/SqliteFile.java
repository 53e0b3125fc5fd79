package dev.diorama.server.log.sqlite;

import dev.diorama.server.log.jdbc.Migrations;
import dev.diorama.server.ops.StartException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;

/**
 * The database file of a data folder, held by this process alone.
 *
 * <p>A lock on {@code diorama.lock} keeps a second server out: the operating system gives it back however the process ends.
 */
final class SqliteFile implements AutoCloseable {
    static final String NAME = "diorama.db";
    /** For how long another process is waited for, as one that restores a room. */
    static final int PATIENCE_MILLIS = 10_000;

    private static final Logger LOGGER = LoggerFactory.getLogger(SqliteFile.class);
    private static final String LOCK_NAME = "diorama.lock";
    private static final String PROBE_NAME = "diorama.probe";
    private static final int PROBE_BYTES = 64 * 1024;
    private static final String RESTORE =
            "Nothing was changed. Restore the file from a backup (restore FOLDER), or move it"
                    + " away together with its -wal and -shm files and start with an empty log.";

    private final Path folder;
    private final SQLiteDataSource dataSource;
    private final Lock lock;
    /**
     * Closed after all connections: with any of a process's descriptors POSIX gives back all of its locks on the file, SQLite's too. No
     * channel, which an interrupt would close.
     */
    private final RandomAccessFile database;

    private SqliteFile(Path folder, SQLiteDataSource dataSource, Lock lock, RandomAccessFile database) {
        this.folder = folder;
        this.dataSource = dataSource;
        this.lock = lock;
        this.database = database;
    }

    /**
     * Opens or creates the file and brings its schema up to date.
     *
     * @throws StartException if the folder or the file is not usable, or another server holds it
     */
    static SqliteFile open(Path folder) {
        Lock lock = Lock.of(folder);
        Path file = folder.resolve(NAME);
        try {
            SQLiteDataSource dataSource = dataSource(file);
            checkIsDatabase(dataSource);
            Migrations.ofLog(dataSource, "classpath:db/sqlite");
            return new SqliteFile(folder, dataSource, lock, new RandomAccessFile(file.toFile(), "rw"));
        } catch (SQLException | FlywayException | IOException e) {
            lock.close();
            throw unusable(file, e);
        }
    }

    static SQLiteDataSource dataSource(Path file) {
        SQLiteDataSource dataSource = new SQLiteDataSource(config());
        dataSource.setUrl("jdbc:sqlite:" + file);
        return dataSource;
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        // FULL syncs the write-ahead log at every commit: an answered update survives a power cut, not only a crash.
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(PATIENCE_MILLIS);
        config.enforceForeignKeys(true);
        return config;
    }

    /** Reads the first page, which tells a database from any other file; a full check would take minutes on a large one. */
    private static void checkIsDatabase(SQLiteDataSource dataSource) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*) from sqlite_schema")) {
            row.next();
        }
    }

    /** A connection that writes: transactions are explicit. */
    Connection connectWriter() throws SQLException {
        return connectWriter(dataSource);
    }

    static Connection connectWriter(SQLiteDataSource dataSource) throws SQLException {
        Connection connection = connectSyncing(dataSource);
        connection.setAutoCommit(false);
        return connection;
    }

    /** A connection for what is no transaction, but writes. */
    Connection connectSyncing() throws SQLException {
        return connectSyncing(dataSource);
    }

    private static Connection connectSyncing(SQLiteDataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        try (Statement statement = connection.createStatement()) {
            // On macOS a plain fsync leaves the data in the disk's cache; elsewhere this pragma does nothing.
            statement.execute("pragma fullfsync = on");
        }
        return connection;
    }

    /**
     * Writes about so many bytes beside the file, syncs and deletes them.
     *
     * @throws SQLException if the disk does not take them
     */
    void probeDisk(long bytes) throws SQLException {
        byte[] block = new byte[PROBE_BYTES];
        try (FileChannel probe = FileChannel.open(
                folder.resolve(PROBE_NAME),
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE)) {
            for (long written = 0; written <= bytes; written += block.length) {
                ByteBuffer rest = ByteBuffer.wrap(block);
                while (rest.hasRemaining()) {
                    probe.write(rest);
                }
            }
            probe.force(true);
        } catch (IOException e) {
            throw new SQLException("the disk does not take " + bytes + " bytes: " + e.getMessage(), e);
        }
    }

    /** Ends a connection on which something failed; what it had not committed is gone. */
    static void discard(Connection failed, Throwable reason) {
        try {
            failed.rollback();
        } catch (SQLException e) {
            LOGGER.debug("SQLite has rolled back already", e);
        }
        try {
            failed.close();
        } catch (SQLException e) {
            reason.addSuppressed(e);
        }
    }

    /** A connection that reads. */
    Connection connectReader() throws SQLException {
        Connection connection = dataSource.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma query_only = on");
        }
        return connection;
    }

    /** Syncs the database, not its write-ahead log, while others read and write. */
    void sync() throws IOException {
        database.getFD().sync();
    }

    /** Lets go of the file, whose connections are closed. */
    @Override
    public void close() {
        try {
            database.close();
        } catch (IOException e) {
            LOGGER.debug("A database's file did not close", e);
        }
        lock.close();
    }

    private static StartException notWritable(Path folder, Exception cause) {
        return new StartException(
                "The data folder " + folder + " cannot be created or written: " + cause,
                "Make the folder writable for the user that runs the server, or name another one with"
                        + " --diorama.data-dir=DIR (or DIORAMA_DATA_DIR).",
                cause);
    }

    private static StartException locked(Path folder) {
        return new StartException(
                "The data folder " + folder + " is in use by another Diorama server.",
                "Stop the other server, or give this one its own folder with --diorama.data-dir=DIR"
                        + " (or DIORAMA_DATA_DIR).",
                new IllegalStateException("lock is held"));
    }

    /** What is wrong with a file, and what to do about that. */
    static StartException unusable(Path file, Exception cause) {
        return new StartException(
                "The database " + file + " cannot be used: " + cause.getMessage(), action(cause), cause);
    }

    private static String action(Exception failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLiteException sqlite) {
                return switch (sqlite.getResultCode()) {
                    case SQLITE_FULL, SQLITE_IOERR_WRITE, SQLITE_IOERR_SHMSIZE, SQLITE_IOERR_FSYNC ->
                        "The disk is full or does not work. Free some space, then start again; nothing is lost.";
                    case SQLITE_READONLY, SQLITE_CANTOPEN, SQLITE_PERM, SQLITE_READONLY_DIRECTORY ->
                        "Make the file and its folder writable for the user that runs the server, then start again.";
                    default -> RESTORE;
                };
            }
            if (cause instanceof Migrations.NewerVersionException) {
                return "Nothing was changed. Start the newer version of Diorama that wrote it, or restore a backup that is"
                        + " as old as this version (restore FOLDER).";
            }
        }
        return RESTORE;
    }

    /** A data folder held by this process alone, until it is closed. */
    static final class Lock implements AutoCloseable {
        private final FileChannel channel;

        private Lock(FileChannel channel) {
            this.channel = channel;
        }

        /**
         * Takes a folder, making it when it is not there.
         *
         * @throws StartException if it is not usable, or another server holds it
         */
        static Lock of(Path folder) {
            try {
                Files.createDirectories(folder);
                FileChannel channel = FileChannel.open(
                        folder.resolve(LOCK_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                if (tryLock(channel) == null) {
                    channel.close();
                    throw locked(folder);
                }
                return new Lock(channel);
            } catch (IOException e) {
                throw notWritable(folder, e);
            }
        }

        private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
            try {
                return channel.tryLock();
            } catch (OverlappingFileLockException e) {
                // Another server in this very process, as in tests.
                return null;
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // The operating system takes the lock back in any case.
                LOGGER.debug("A lock's file did not close", e);
            }
        }
    }
}
