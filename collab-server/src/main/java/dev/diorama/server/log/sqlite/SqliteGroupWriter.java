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
    /** The first statement of a commit: it asks for the right to write, and changes no page when the room is there. */
    private static final String NAME = "insert into room (name) values (?) on conflict (name) do nothing";

    private static final String FIND = "select id, " + EntryPlace.HEAD + " from room where name = ?";
    private static final String INSERT =
            "insert into log_entry (place, time, author, author_name, author_color, client, gesture, claimed, path, bytes)"
                    + " values (" + EntryPlace.OF + ",?,?,?,?,?,?,?,?,?)";

    private final Connection connection;
    private final PreparedStatement name;
    private final PreparedStatement find;
    private final PreparedStatement insert;

    /** Takes the connection; when this fails, it is closed. */
    SqliteGroupWriter(Connection connection) throws SQLException {
        this.connection = connection;
        try (Statement statement = connection.createStatement()) {
            // What commits leave in the write-ahead log is the business of WalBackfill.
            statement.execute("pragma wal_autocheckpoint = 0");
            this.name = connection.prepareStatement(NAME);
            this.find = connection.prepareStatement(FIND);
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
            if (!places.containsKey(entry.room())) {
                places.put(entry.room(), place(entry.room()));
            }
        }
        long[] sequences = new long[group.size()];
        int next = 0;
        for (GroupStore.Entry entry : group) {
            Place place = places.get(entry.room());
            if (place == null) {
                throw new IllegalStateException("found above: " + entry.room());
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

    /** Where a room's next entry goes. */
    private Place place(RoomName room) throws SQLException {
        name.setString(1, room.value());
        name.executeUpdate();
        find.setString(1, room.value());
        try (ResultSet row = find.executeQuery()) {
            if (!row.next()) {
                throw new SQLException("no row for the room");
            }
            return new Place(row.getLong(1), row.getLong(2));
        }
    }

    /** A commit that changes a page and leaves nothing. */
    void probe() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            // No room has an empty name.
            statement.executeUpdate("insert into room (name) values ('')");
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

    /** A room's number and its last sequence, while its group is written. */
    private static final class Place {
        final long room;
        long sequence;

        Place(long room, long sequence) {
            this.room = room;
            this.sequence = sequence;
        }
    }
}
