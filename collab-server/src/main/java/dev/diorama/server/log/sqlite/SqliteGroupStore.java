package dev.diorama.server.log.sqlite;

import dev.diorama.server.log.jdbc.GroupStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes groups of updates through the file's only writing connection.
 *
 * <p>A connection on which something failed is not used again. After a failed commit SQLite has mostly rolled back by itself, and the driver,
 * whose own rollback then fails, would from there on store each statement at once.
 */
final class SqliteGroupStore implements GroupStore, AutoCloseable {
    private final SqliteFile file;
    private final WalBackfill backfill;
    private @Nullable SqliteGroupWriter writer;
    private long refusedBytes;

    /**
     * Writes to a file, with this connection of it as long as that works.
     *
     * @param backfill hears how much was written
     */
    SqliteGroupStore(SqliteFile file, Connection connection, WalBackfill backfill) throws SQLException {
        this.file = file;
        this.backfill = backfill;
        this.writer = new SqliteGroupWriter(connection);
    }

    @Override
    public long @Nullable [] write(List<Entry> group, boolean patient) throws SQLException {
        SqliteGroupWriter open = open();
        long @Nullable [] sequences;
        try {
            sequences = patient ? open.write(group) : open.writeAtOnce(group);
        } catch (SQLException | RuntimeException | Error e) {
            refusedBytes = bytes(group);
            discard(open, e);
            throw e;
        }
        if (sequences != null) {
            // From here on it is stored, whatever happens.
            backfill.wrote(group.stream().map(Entry::room).collect(Collectors.toSet()), group.size(), bytes(group));
        }
        return sequences;
    }

    /**
     * Tries the disk with about as much as was refused, because what little fits behind that would let the next edit fail again; then SQLite.
     */
    @Override
    public void probe() throws SQLException {
        file.probeDisk(refusedBytes);
        SqliteGroupWriter open = open();
        try {
            open.probe();
        } catch (SQLException e) {
            discard(open, e);
            throw e;
        }
    }

    private static long bytes(List<Entry> group) {
        return group.stream().mapToLong(entry -> entry.update().bytes().length).sum();
    }

    private SqliteGroupWriter open() throws SQLException {
        SqliteGroupWriter open = writer;
        if (open == null) {
            open = new SqliteGroupWriter(file.connectWriter());
            writer = open;
        }
        return open;
    }

    private void discard(SqliteGroupWriter failed, Throwable reason) {
        writer = null;
        failed.discard(reason);
    }

    @Override
    public void close() throws SQLException {
        if (writer != null) {
            writer.close();
        }
    }
}
