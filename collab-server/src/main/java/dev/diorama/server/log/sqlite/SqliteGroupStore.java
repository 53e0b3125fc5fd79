package dev.diorama.server.log.sqlite;

import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.jdbc.GroupStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes groups of updates through the file's only writing connection.
 *
 * <p>A connection on which something failed is not used again. After a failed commit SQLite has mostly rolled back by itself, and the driver,
 * whose own rollback then fails, would from there on store each statement at once.
 */
final class SqliteGroupStore implements GroupStore, AutoCloseable {
    private final SqliteFile file;
    private @Nullable Connection connection;
    private long refusedBytes;

    /** Writes to a file, with this connection of it as long as that works. */
    SqliteGroupStore(SqliteFile file, Connection connection) {
        this.file = file;
        this.connection = connection;
    }

    @Override
    public long[] write(List<Entry> group) throws SQLException {
        Connection open = open();
        try {
            long[] sequences = insert(open, group);
            open.commit();
            return sequences;
        } catch (SQLException | RuntimeException | Error e) {
            refusedBytes = group.stream()
                    .mapToLong(entry -> entry.update().bytes().length)
                    .sum();
            discard(open, e);
            throw e;
        }
    }

    /**
     * Tries the disk with about as much as was refused, because what little fits behind that would let the next edit fail again; then SQLite, with
     * a commit that changes a page and leaves nothing.
     */
    @Override
    public void probe() throws SQLException {
        file.probeDisk(refusedBytes);
        Connection open = open();
        try (Statement statement = open.createStatement()) {
            // No room has an empty name.
            statement.executeUpdate("insert into room (name, head) values ('', 0)");
            statement.executeUpdate("delete from room where name = ''");
            open.commit();
        } catch (SQLException e) {
            discard(open, e);
            throw e;
        }
    }

    private Connection open() throws SQLException {
        Connection open = connection;
        if (open == null) {
            open = file.connectWriter();
            connection = open;
        }
        return open;
    }

    private void discard(Connection failed, Throwable reason) {
        connection = null;
        SqliteFile.discard(failed, reason);
    }

    @Override
    public void close() throws SQLException {
        if (connection != null) {
            connection.close();
        }
    }

    private static long[] insert(Connection connection, List<Entry> group) throws SQLException {
        long[] sequences = new long[group.size()];
        Map<RoomName, Head> heads = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into log_entry (room, sequence, time, author, author_name, author_color, client, gesture, claimed,"
                        + " path, bytes) values (?,?,?,?,?,?,?,?,?,?,?)")) {
            for (int i = 0; i < sequences.length; i++) {
                Entry entry = group.get(i);
                Head head = heads.get(entry.room());
                if (head == null) {
                    head = head(connection, entry.room());
                    heads.put(entry.room(), head);
                }
                head.sequence++;
                sequences[i] = head.sequence;
                NewUpdate update = entry.update();
                statement.setLong(1, head.room);
                statement.setLong(2, head.sequence);
                statement.setLong(3, update.timeMillis());
                statement.setString(4, update.author().id());
                statement.setString(5, update.author().name());
                statement.setString(6, update.author().color());
                statement.setLong(7, update.client());
                statement.setString(8, update.claim().gesture());
                statement.setObject(9, update.claim().timeMillis(), Types.BIGINT);
                statement.setString(10, update.claim().path());
                statement.setBytes(11, update.bytes());
                statement.executeUpdate();
            }
        }
        try (PreparedStatement statement = connection.prepareStatement("update room set head = ? where id = ?")) {
            for (Head head : heads.values()) {
                statement.setLong(1, head.sequence);
                statement.setLong(2, head.room);
                statement.executeUpdate();
            }
        }
        return sequences;
    }

    private static Head head(Connection connection, RoomName room) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "insert into room (name, head) values (?, 0) on conflict (name) do update set head = head returning id, head")) {
            statement.setString(1, room.value());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new SQLException("no row for the room");
                }
                return new Head(row.getLong(1), row.getLong(2));
            }
        }
    }

    /** A room's row while its group is written. */
    private static final class Head {
        final long room;
        long sequence;

        Head(long room, long sequence) {
            this.room = room;
            this.sequence = sequence;
        }
    }
}
