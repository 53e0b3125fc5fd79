package dev.diorama.server.log.sqlite;

import dev.diorama.server.log.jdbc.Migrations;
import dev.diorama.server.ops.StartException;
import java.io.IOException;
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
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The database file of a data folder, held by this process alone.
 *
 * <p>A lock on {@code diorama.lock} keeps a second server out: the operating system gives it back however the process ends.
 */
final class SqliteFile implements AutoCloseable {
    static final String NAME = "diorama.db";
    private static final String LOCK_NAME = "diorama.lock";

    private final SQLiteDataSource dataSource;
    private final FileChannel lockChannel;

    private SqliteFile(SQLiteDataSource dataSource, FileChannel lockChannel) {
        this.dataSource = dataSource;
        this.lockChannel = lockChannel;
    }

    /**
     * Opens or creates the file and brings its schema up to date.
     *
     * @throws StartException if the folder or the file is not usable, or another server holds it
     */
    static SqliteFile open(Path folder) {
        FileChannel lock = lock(folder);
        Path file = folder.resolve(NAME);
        try {
            SQLiteDataSource dataSource = dataSource(file);
            checkIsDatabase(dataSource);
            Migrations.ofLog(dataSource, "classpath:db/sqlite");
            return new SqliteFile(dataSource, lock);
        } catch (SQLException | FlywayException e) {
            closeQuietly(lock, e);
            throw corrupt(file, e);
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
        config.setBusyTimeout(10_000);
        config.enforceForeignKeys(true);
        return config;
    }

    private static FileChannel lock(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel =
                    FileChannel.open(folder.resolve(LOCK_NAME), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw locked(folder);
            }
            return channel;
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
        Connection connection = dataSource.getConnection();
        try (Statement statement = connection.createStatement()) {
            // On macOS a plain fsync leaves the data in the disk's cache; elsewhere this pragma does nothing.
            statement.execute("pragma fullfsync = on");
        }
        connection.setAutoCommit(false);
        return connection;
    }

    /** A connection that reads. */
    Connection connectReader() throws SQLException {
        Connection connection = dataSource.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("pragma query_only = on");
        }
        return connection;
    }

    @Override
    public void close() {
        closeQuietly(lockChannel, new IOException());
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

    static StartException corrupt(Path file, Exception cause) {
        return new StartException(
                "The database " + file + " cannot be used: " + cause.getMessage(),
                "Nothing was changed. Restore the file from a backup, or move it away together with its -wal and -shm"
                        + " files and start with an empty log. A file of a newer Diorama needs that version.",
                cause);
    }

    private static void closeQuietly(FileChannel channel, Exception reason) {
        try {
            channel.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }
}
