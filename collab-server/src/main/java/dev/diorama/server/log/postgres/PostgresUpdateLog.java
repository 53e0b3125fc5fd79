package dev.diorama.server.log.postgres;

import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomHead;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.log.jdbc.CommitObserver;
import dev.diorama.server.log.jdbc.DelayedStore;
import dev.diorama.server.log.jdbc.EntryColumns;
import dev.diorama.server.log.jdbc.GroupCommitWriter;
import dev.diorama.server.ops.StartException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The log in PostgreSQL: any server may append to any room at any time.
 *
 * <p>A few writers commit at the same time; a room always has the same one, which keeps the order of its appends.
 */
final class PostgresUpdateLog implements UpdateLog, AutoCloseable {
    private static final int WRITERS = 2;
    /** The database ends a page at its bytes: the driver takes all that is found into memory. */
    private static final String PAGE = """
        select sequence, time, author_id, author_name, author_color, client, gesture, claimed, path, bytes
        from (
            select *, sum(octet_length(bytes)) over (order by sequence) as total
            from log_entry
            where room = (select id from room where name = ?) and sequence between ? and ?
            order by sequence limit ?
        ) as page
        where total <= ? or total = octet_length(bytes)
        order by sequence
        """;

    private final PostgresDatabase database;
    private final List<GroupCommitWriter> writers;
    private final String id;

    private PostgresUpdateLog(PostgresDatabase database, CommitObserver observer, Duration delay, String id) {
        this.database = database;
        this.writers = IntStream.range(0, WRITERS)
                .mapToObj(number -> new GroupCommitWriter(
                        "log-writer-" + number, DelayedStore.of(new PostgresGroupStore(database), delay), observer))
                .toList();
        this.id = id;
    }

    /**
     * Opens the log, making its tables when they are not there.
     *
     * @throws StartException if that fails
     */
    static PostgresUpdateLog open(PostgresProperties properties, CommitObserver observer) {
        return open(properties, observer, Duration.ZERO);
    }

    /**
     * Opens it with slower commits.
     *
     * @param delay by which every commit takes longer, as on a slower disk
     */
    static PostgresUpdateLog open(PostgresProperties properties, CommitObserver observer, Duration delay) {
        PostgresDatabase database = PostgresDatabase.open(properties, WRITERS);
        try {
            String id = database.inTransaction(connection -> {
                try (PreparedStatement select = connection.prepareStatement("select id from log_identity");
                        ResultSet row = select.executeQuery()) {
                    row.next();
                    return row.getString(1);
                }
            });
            PostgresUpdateLog log = new PostgresUpdateLog(database, observer, delay, id);
            log.writers.forEach(GroupCommitWriter::start);
            return log;
        } catch (LogUnavailableException e) {
            database.close();
            throw PostgresStartFailure.of(properties, e);
        }
    }

    PostgresDatabase database() {
        return database;
    }

    @Override
    public String id() {
        return id;
    }

    /** Of any of the writers: they write to one database. */
    @Override
    public @Nullable String refusal() {
        for (GroupCommitWriter writer : writers) {
            String refusal = writer.refusal();
            if (refusal != null) {
                return refusal;
            }
        }
        return null;
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public CompletableFuture<Long> append(RoomName room, NewUpdate update) {
        return writers.get(Math.floorMod(room.hashCode(), WRITERS)).append(room, update);
    }

    @Override
    public long head(RoomName room) {
        return heads(List.of(room)).getOrDefault(room, 0L);
    }

    @Override
    public Map<RoomName, Long> heads(Collection<RoomName> rooms) {
        Object[] names = rooms.stream().map(RoomName::value).toArray();
        return database.inTransaction(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select name, head from room where name = any (?)")) {
                select.setArray(1, connection.createArrayOf("text", names));
                Map<RoomName, Long> heads = new HashMap<>();
                for (RoomHead head : list(select)) {
                    heads.put(head.room(), head.head());
                }
                return heads;
            }
        });
    }

    @Override
    public List<RoomHead> rooms(@Nullable RoomName after, int maxRooms) {
        return database.inTransaction(connection -> {
            String from = after == null ? "0" : "(select id from room where name = ?)";
            try (PreparedStatement select = connection.prepareStatement(
                    "select name, head from room where id > " + from + " order by id limit ?")) {
                int parameter = 1;
                if (after != null) {
                    select.setString(parameter++, after.value());
                }
                select.setInt(parameter, maxRooms);
                return list(select);
            }
        });
    }

    private static List<RoomHead> list(PreparedStatement select) throws SQLException {
        List<RoomHead> rooms = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                rooms.add(new RoomHead(new RoomName(row.getString(1)), row.getLong(2)));
            }
        }
        return rooms;
    }

    @Override
    public List<LoggedUpdate> read(RoomName room, long from, long to, long maxBytes, int maxEntries) {
        return database.inTransaction(connection -> page(connection, room, from, to, maxBytes, maxEntries));
    }

    private static List<LoggedUpdate> page(
            Connection connection, RoomName room, long from, long to, long maxBytes, int maxEntries)
            throws SQLException {
        List<LoggedUpdate> page = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(PAGE)) {
            select.setString(1, room.value());
            select.setLong(2, from);
            select.setLong(3, to);
            select.setInt(4, maxEntries);
            select.setLong(5, maxBytes);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    page.add(EntryColumns.read(row));
                }
            }
        }
        return page;
    }

    /** Makes durable what was appended before the call, then lets go of the database. */
    @Override
    public void close() {
        writers.forEach(GroupCommitWriter::close);
        database.close();
    }
}
