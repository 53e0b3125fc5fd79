package dev.diorama.server.log.jdbc;

import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.SnapshotStore;
import dev.diorama.server.log.StoredSnapshot;
import dev.diorama.server.ops.StartException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Snapshots in the features' database, in SQL that SQLite and PostgreSQL both speak.
 *
 * <p>The tables are made when they are first asked for, so that a start does not wait for them.
 */
public final class DatabaseSnapshotStore implements SnapshotStore {
    private static final String WHERE = " from snapshot where room = ? and log = ? and sequence ";

    private final FeatureDatabase database;
    private boolean open;

    /** Opens nothing yet. */
    public DatabaseSnapshotStore(FeatureDatabase database) {
        this.database = database;
    }

    private synchronized FeatureDatabase open() {
        if (!open) {
            try {
                database.migrate("snapshot");
            } catch (StartException e) {
                throw new LogUnavailableException(String.valueOf(e.getMessage()), e);
            }
            open = true;
        }
        return database;
    }

    @Override
    public void save(RoomName room, StoredSnapshot snapshot) {
        open().inTransaction(connection -> {
            try (PreparedStatement insert = connection.prepareStatement(
                    "insert into snapshot (room, log, sequence, bytes, digest) values (?,?,?,?,?)"
                            + " on conflict (room, log, sequence) do update set"
                            + " bytes = excluded.bytes, digest = excluded.digest")) {
                insert.setString(1, room.value());
                insert.setString(2, snapshot.log());
                insert.setLong(3, snapshot.sequence());
                insert.setBytes(4, snapshot.bytes());
                insert.setBytes(5, snapshot.digest());
                insert.executeUpdate();
            }
            for (long outdated : outdated(sequences(connection, room, snapshot.log()))) {
                delete(connection, room, snapshot.log(), outdated);
            }
            return null;
        });
    }

    private static List<Long> sequences(Connection connection, RoomName room, String log) throws SQLException {
        List<Long> sequences = new ArrayList<>();
        try (PreparedStatement select =
                connection.prepareStatement("select sequence" + WHERE + "> 0 order by sequence desc")) {
            select.setString(1, room.value());
            select.setString(2, log);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    sequences.add(row.getLong(1));
                }
            }
        }
        return sequences;
    }

    /** Which snapshots are too many: of those about as old as each other, by powers of two, the oldest stays. */
    static List<Long> outdated(List<Long> newestFirst) {
        List<Long> outdated = new ArrayList<>();
        for (int i = 2; i + 1 < newestFirst.size(); i++) {
            long head = newestFirst.getFirst();
            long age = head - newestFirst.get(i);
            long ageOfNext = head - newestFirst.get(i + 1);
            if (Long.numberOfLeadingZeros(age) == Long.numberOfLeadingZeros(ageOfNext)) {
                outdated.add(newestFirst.get(i));
            }
        }
        return outdated;
    }

    @Override
    public @Nullable StoredSnapshot newest(RoomName room, String log, long atMost) {
        return open().<@Nullable StoredSnapshot>inTransaction(connection -> {
            try (PreparedStatement select = connection.prepareStatement(
                    "select sequence, bytes, digest" + WHERE + "<= ? order by sequence desc limit 1")) {
                select.setString(1, room.value());
                select.setString(2, log);
                select.setLong(3, atMost);
                try (ResultSet row = select.executeQuery()) {
                    return row.next()
                            ? new StoredSnapshot(log, row.getLong(1), row.getBytes(2), row.getBytes(3))
                            : null;
                }
            }
        });
    }

    @Override
    public void drop(RoomName room, String log, long sequence) {
        open().inTransaction(connection -> {
            delete(connection, room, log, sequence);
            return null;
        });
    }

    private static void delete(Connection connection, RoomName room, String log, long sequence) throws SQLException {
        try (PreparedStatement delete = connection.prepareStatement("delete" + WHERE + "= ?")) {
            delete.setString(1, room.value());
            delete.setString(2, log);
            delete.setLong(3, sequence);
            delete.executeUpdate();
        }
    }
}
