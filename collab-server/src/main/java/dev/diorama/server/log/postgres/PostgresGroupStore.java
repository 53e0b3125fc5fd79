package dev.diorama.server.log.postgres;

import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.jdbc.EntryColumns;
import dev.diorama.server.log.jdbc.GroupStore;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes groups of updates, several of them and several servers at the same time.
 *
 * <p>One statement takes the sequences of all rooms of the group and locks their rows until the commit, always in the order of the
 * rooms' names, so that no two groups can wait for each other. The lock also makes sure that nobody sees an entry before its
 * predecessor: the next sequence is given out after the commit of the last one.
 */
final class PostgresGroupStore implements GroupStore {
    private static final int ATTEMPTS = 2;
    private static final String TAKE = """
            insert into room (name, head)
            select name, entries from unnest(?::text[], ?::bigint[]) as taken (name, entries) order by name collate "C"
            on conflict (name) do update set head = room.head + excluded.head
            returning id, name, head
            """;
    private static final String INSERT = """
            insert into log_entry
            (room, sequence, time, author_id, author_name, author_color, client, gesture, claimed, path, bytes)
            values
            """ + EntryColumns.PLACEHOLDERS;

    private final PostgresDatabase database;

    PostgresGroupStore(PostgresDatabase database) {
        this.database = database;
    }

    @Override
    public long[] write(List<Entry> group, boolean patient) throws SQLException {
        for (int attempt = 1; ; attempt++) {
            try (Connection connection = database.writer()) {
                long[] sequences = insert(connection, group);
                if (sequences.length > 0) {
                    connection.commit();
                    return sequences;
                }
            } catch (BeforeCommitException e) {
                if (attempt == ATTEMPTS || !isWorthAnotherAttempt(e.reason)) {
                    throw e.reason;
                }
            }
        }
    }

    /** Writes what is there already, so that a database that can only be read says so. */
    @Override
    public void probe() throws SQLException {
        try (Connection connection = database.writer();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update log_identity set id = id");
            connection.commit();
        }
    }

    /** Whether it failed for the connection or for what others did, and not for what was written. */
    private static boolean isWorthAnotherAttempt(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return state.startsWith("08") || state.startsWith("57P0") || state.startsWith("40");
    }

    /** As long as nothing is committed a failure leaves nothing behind, and the group may be written once more. */
    private static long[] insert(Connection connection, List<Entry> group) throws SQLException, BeforeCommitException {
        try {
            Map<RoomName, Place> places = take(connection, group);
            return insert(connection, group, places);
        } catch (SQLException e) {
            PostgresDatabase.rollBack(connection, e);
            throw new BeforeCommitException(e);
        } catch (RuntimeException | Error e) {
            PostgresDatabase.rollBack(connection, e);
            throw e;
        }
    }

    private static Map<RoomName, Place> take(Connection connection, List<Entry> group) throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        group.forEach(entry -> counts.merge(entry.room().value(), 1L, Long::sum));
        Map<RoomName, Place> places = new HashMap<>();
        Array names = connection.createArrayOf("text", counts.keySet().toArray());
        Array entries = connection.createArrayOf("bigint", counts.values().toArray());
        try (PreparedStatement statement = connection.prepareStatement(TAKE)) {
            statement.setArray(1, names);
            statement.setArray(2, entries);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    String name = row.getString(2);
                    long before = row.getLong(3) - counts.getOrDefault(name, 0L);
                    places.put(new RoomName(name), new Place(row.getLong(1), before));
                }
            }
        }
        return places;
    }

    private static long[] insert(Connection connection, List<Entry> group, Map<RoomName, Place> places)
            throws SQLException {
        long[] sequences = new long[group.size()];
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (int i = 0; i < sequences.length; i++) {
                Entry entry = group.get(i);
                Place place = places.get(entry.room());
                if (place == null) {
                    throw new SQLException("no row for the room: " + entry.room());
                }
                place.sequence++;
                sequences[i] = place.sequence;
                EntryColumns.addBatch(statement, place.room, place.sequence, entry.update());
            }
            statement.executeBatch();
        }
        return sequences;
    }

    /** A room's row while its group is written. */
    private static final class Place {
        final long room;
        long sequence;

        Place(long room, long sequence) {
            this.room = room;
            this.sequence = sequence;
        }
    }

    /** A failure that certainly left nothing behind. */
    private static final class BeforeCommitException extends Exception {
        private static final long serialVersionUID = 1L;

        final SQLException reason;

        BeforeCommitException(SQLException reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
