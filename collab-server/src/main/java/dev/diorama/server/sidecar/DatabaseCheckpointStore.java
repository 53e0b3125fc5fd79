package dev.diorama.server.sidecar;

import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.jdbc.FeatureDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checkpoints in the features' database, in SQL that SQLite and PostgreSQL both speak. */
final class DatabaseCheckpointStore implements CheckpointStore {
    private final FeatureDatabase database;

    private DatabaseCheckpointStore(FeatureDatabase database) {
        this.database = database;
    }

    /** Brings the tables up to date. */
    static DatabaseCheckpointStore open(FeatureDatabase database) {
        database.migrate("checkpoint");
        return new DatabaseCheckpointStore(database);
    }

    @Override
    public boolean add(Checkpoint checkpoint) {
        return database.inTransaction(connection -> {
            long room = room(connection, checkpoint.room());
            if (checkpoint.verdict() == Verdict.UNAVAILABLE) {
                update(
                        connection,
                        "delete from checkpoint where verdict = 'UNAVAILABLE'"
                                + " and id = (select max(id) from checkpoint where room = ?)",
                        room);
            } else {
                update(
                        connection,
                        "update checkpoint_room set judged_log = ?, judged_sequence = ? where id = ?",
                        checkpoint.log(),
                        checkpoint.sequence(),
                        room);
            }
            insert(connection, room, checkpoint);
            update(
                    connection,
                    "delete from checkpoint where room = ?"
                            + " and id not in (select id from checkpoint where room = ? order by id desc limit ?)"
                            + " and id not in (select id from checkpoint where room = ? and verdict = 'MISMATCH' order by id limit ?)",
                    room,
                    room,
                    KEPT,
                    room,
                    KEPT);
            return checkpoint.verdict() == Verdict.MISMATCH
                    && update(
                                    connection,
                                    "update checkpoint_room set quarantined_at = ? where id = ? and quarantined_at is null",
                                    checkpoint.timeMillis(),
                                    room)
                            == 1;
        });
    }

    private static long room(Connection connection, RoomName room) throws SQLException {
        try (PreparedStatement statement = prepare(
                        connection,
                        "insert into checkpoint_room (name) values (?)"
                                + " on conflict (name) do update set name = excluded.name returning id",
                        room.value());
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getLong(1);
        }
    }

    private static void insert(Connection connection, long room, Checkpoint checkpoint) throws SQLException {
        Hashes server = checkpoint.server();
        Hashes sidecar = checkpoint.sidecar();
        update(
                connection,
                "insert into checkpoint (room, log, sequence, time, verdict, server_snapshot, server_state,"
                        + " sidecar_snapshot, sidecar_state, detail) values (?,?,?,?,?,?,?,?,?,?)",
                room,
                checkpoint.log(),
                checkpoint.sequence(),
                checkpoint.timeMillis(),
                checkpoint.verdict().name(),
                server == null ? null : server.snapshot(),
                server == null ? null : server.state(),
                sidecar == null ? null : sidecar.snapshot(),
                sidecar == null ? null : sidecar.state(),
                checkpoint.detail());
    }

    @Override
    public List<StoredCheckpoint> newest(RoomName room, long before, int max) {
        return database.inTransaction(connection -> {
            List<StoredCheckpoint> page = new ArrayList<>();
            try (PreparedStatement statement = prepare(
                            connection,
                            "select id, log, sequence, time, verdict, server_snapshot, server_state, sidecar_snapshot,"
                                    + " sidecar_state, detail from checkpoint"
                                    + " where room = (select id from checkpoint_room where name = ?) and id < ?"
                                    + " order by id desc limit ?",
                            room.value(),
                            before,
                            max);
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Checkpoint checkpoint = new Checkpoint(
                            room,
                            row.getString(2),
                            row.getLong(3),
                            row.getLong(4),
                            Verdict.valueOf(row.getString(5)),
                            hashes(row.getString(6), row.getString(7)),
                            hashes(row.getString(8), row.getString(9)),
                            row.getString(10));
                    page.add(new StoredCheckpoint(row.getLong(1), checkpoint));
                }
            }
            return page;
        });
    }

    private static @Nullable Hashes hashes(@Nullable String snapshot, @Nullable String state) {
        return snapshot == null || state == null ? null : new Hashes(snapshot, state);
    }

    @Override
    public Map<RoomName, Long> judged(String log, Collection<RoomName> rooms) {
        if (rooms.isEmpty()) {
            return Map.of();
        }
        return database.inTransaction(connection -> {
            List<Object> values = new ArrayList<>(List.of(log));
            rooms.forEach(room -> values.add(room.value()));
            Map<RoomName, Long> judged = new HashMap<>();
            try (PreparedStatement statement = prepare(
                            connection,
                            "select name, judged_sequence from checkpoint_room where judged_log = ? and name in ("
                                    + String.join(",", Collections.nCopies(rooms.size(), "?")) + ")",
                            values.toArray());
                    ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    judged.put(new RoomName(row.getString(1)), row.getLong(2));
                }
            }
            return judged;
        });
    }

    @Override
    public boolean isQuarantined(RoomName room) {
        return count("select count(*) from checkpoint_room where name = ? and quarantined_at is not null", room.value())
                > 0;
    }

    @Override
    public long quarantinedRooms() {
        return count("select count(*) from checkpoint_room where quarantined_at is not null");
    }

    /** A file belongs to one server; in a shared database a row says who leads, by the database's clock. */
    @Override
    public boolean lead(String member, Duration lease) {
        if (database.kind() == FeatureDatabase.Kind.SQLITE) {
            return true;
        }
        return database.inTransaction(connection -> update(
                        connection,
                        "insert into checkpoint_lease (id, member, expires)"
                                + " values (1, ?, now() + ? * interval '1 millisecond')"
                                + " on conflict (id) do update set member = excluded.member, expires = excluded.expires"
                                + " where checkpoint_lease.member = excluded.member or checkpoint_lease.expires < now()",
                        member,
                        lease.toMillis()))
                == 1;
    }

    private long count(String query, Object... values) {
        return database.inTransaction(connection -> {
            try (PreparedStatement statement = prepare(connection, query, values);
                    ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        });
    }

    private static int update(Connection connection, String command, @Nullable Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, command, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String command, @Nullable Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(command);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
