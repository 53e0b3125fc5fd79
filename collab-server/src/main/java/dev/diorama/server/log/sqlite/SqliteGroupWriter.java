package dev.diorama.server.log.sqlite;

import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.jdbc.EntryColumns;
import dev.diorama.server.log.jdbc.GroupStore;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * A writing connection and the statements of a commit, prepared once: to prepare them takes longer than to run them. Used by one thread at a time.
 */
final class SqliteGroupWriter implements AutoCloseable {
    private static final String TAKE = "insert into room (name, head) values (?, ?)"
            + " on conflict (name) do update set head = head + excluded.head returning id, head";
    private static final String INSERT =
            "insert into log_entry (room, sequence, time, author, author_name, author_color, client, gesture, claimed,"
                    + " path, bytes) values " + EntryColumns.PLACEHOLDERS;

    private final Connection connection;
    private final PreparedStatement take;
    private final PreparedStatement insert;

    /** Takes the connection; when this fails, it is closed. */
    SqliteGroupWriter(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            // What commits leave in the write-ahead log is the business of WalBackfill.
            statement.execute("pragma wal_autocheckpoint = 0");
            this.take = connection.prepareStatement(TAKE);
            this.insert = connection.prepareStatement(INSERT);
        } catch (SQLException e) {
            SqliteFile.discard(connection, e);
            throw e;
        }
    }

    /** Stores a group, durably; what a failure leaves of it is for {@link #discard}. */
    long[] write(List<GroupStore.Entry> group) throws SQLException {
        Map<RoomName, Place> places = new LinkedHashMap<>();
        for (GroupStore.Entry entry : group) {
            places.computeIfAbsent(entry.room(), room -> new Place()).entries++;
        }
        for (Map.Entry<RoomName, Place> each : places.entrySet()) {
            take(each.getKey(), each.getValue());
        }
        long[] sequences = new long[group.size()];
        int next = 0;
        for (GroupStore.Entry entry : group) {
            Place place = places.get(entry.room());
            if (place == null) {
                throw new IllegalStateException("counted above: " + entry.room());
            }
            place.sequence++;
            EntryColumns.addBatch(insert, place.room, place.sequence, entry.update());
            sequences[next++] = place.sequence;
        }
        insert.executeBatch();
        connection.commit();
        return sequences;
    }

    /** As {@link #write}, but null at once if another connection writes; then this one is as it was. */
    long @Nullable [] writeAtOnce(List<GroupStore.Entry> group) throws SQLException {
        SQLiteConnection sqlite = connection.unwrap(SQLiteConnection.class);
        sqlite.setBusyTimeout(0);
        try {
            return write(group);
        } catch (SQLiteException e) {
            // The code alone: that a dead process left something to recover is a way of being busy, too.
            if (e.getErrorCode() != SQLiteErrorCode.SQLITE_BUSY.code) {
                throw e;
            }
            // The first statement asks for the right to write: there is nothing yet to take back but the transaction.
            connection.rollback();
            return null;
        } finally {
            sqlite.setBusyTimeout(SqliteFile.PATIENCE_MILLIS);
        }
    }

    /** Takes the sequences of a room's entries. */
    private void take(RoomName room, Place place) throws SQLException {
        take.setString(1, room.value());
        take.setLong(2, place.entries);
        try (ResultSet row = take.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("no row for the room");
            }
            place.room = row.getLong(1);
            place.sequence = row.getLong(2) - place.entries;
        }
    }

    /** A commit that changes a page and leaves nothing. */
    void probe() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // No room has an empty name.
            statement.executeUpdate("insert into room (name, head) values ('', 0)");
            statement.executeUpdate("delete from room where name = ''");
            connection.commit();
        }
    }

    /** Ends it after a failure; what was not committed is gone. */
    void discard(Throwable reason) {
        SqliteFile.discard(connection, reason);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    /** A room's row while its group is written. */
    private static final class Place {
        long room;
        long entries;
        long sequence;
    }
}
