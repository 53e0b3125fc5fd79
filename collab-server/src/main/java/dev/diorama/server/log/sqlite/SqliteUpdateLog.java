package dev.diorama.server.log.sqlite;

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
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The log in one SQLite file: write-ahead log, synced at every commit, one writer at a time, a few readers.
 *
 * <p>SQLite's calls are native and would pin a virtual thread to its carrier; readers therefore run on platform threads of
 * their own, and a virtual thread that reads only waits for them.
 */
final class SqliteUpdateLog implements UpdateLog, AutoCloseable {
    private static final int READERS = 4;

    private final SqliteFile file;
    private final WalBackfill backfill;
    private final SqliteGroupStore store;
    private final GroupCommitWriter writer;
    private final ReaderPool readers;
    private final String id;

    private SqliteUpdateLog(SqliteFile file, Connection connection, CommitObserver observer, Duration delay, String id)
            throws SQLException {
        this.file = file;
        this.backfill = new WalBackfill(file, this::alone);
        this.store = store(file, connection, backfill);
        this.writer = new GroupCommitWriter("log-writer", DelayedStore.of(store, delay), observer);
        this.readers = new ReaderPool(file, READERS);
        this.id = id;
    }

    private static SqliteGroupStore store(SqliteFile file, Connection connection, WalBackfill backfill)
            throws SQLException {
        try {
            return new SqliteGroupStore(file, connection, backfill);
        } catch (SQLException | RuntimeException e) {
            backfill.close();
            throw e;
        }
    }

    /**
     * Opens the log of a data folder, making the folder and the file when they are not there.
     *
     * @throws StartException if that fails, or another server uses the folder
     */
    static SqliteUpdateLog open(Path folder, CommitObserver observer) {
        return open(folder, observer, Duration.ZERO);
    }

    /**
     * Opens it with slower commits.
     *
     * @param delay by which every commit takes longer, as on a slower disk
     */
    static SqliteUpdateLog open(Path folder, CommitObserver observer, Duration delay) {
        SqliteFile file = SqliteFile.open(folder);
        try {
            SqliteUpdateLog log = open(file, observer, delay);
            log.writer.start();
            return log;
        } catch (SQLException e) {
            file.close();
            throw SqliteFile.unusable(folder.resolve(SqliteFile.NAME), e);
        }
    }

    /** When that fails, all connections are closed. */
    private static SqliteUpdateLog open(SqliteFile file, CommitObserver observer, Duration delay) throws SQLException {
        Connection connection = file.connectWriter();
        try {
            return new SqliteUpdateLog(file, connection, observer, delay, identity(connection));
        } catch (SQLException e) {
            SqliteFile.discard(connection, e);
            throw e;
        }
    }

    private static String identity(Connection connection) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(
                "insert into log_identity (id) select ? where not exists (select 1 from log_identity)")) {
            insert.setString(1, UUID.randomUUID().toString());
            insert.executeUpdate();
        }
        try (PreparedStatement select = connection.prepareStatement("select id from log_identity");
                ResultSet row = select.executeQuery()) {
            row.next();
            String id = row.getString(1);
            connection.commit();
            return id;
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public CompletableFuture<Long> append(RoomName room, NewUpdate update) {
        return writer.append(room, update);
    }

    @Override
    public CompletableFuture<Long> append(RoomName room, NewUpdate update, Executor soon) {
        return writer.append(room, update, soon);
    }

    private void alone(Runnable task) {
        writer.alone(task);
    }

    @Override
    public @Nullable String refusal() {
        return writer.refusal();
    }

    @Override
    public long head(RoomName room) {
        return readers.read(connection -> {
            try (PreparedStatement select =
                    connection.prepareStatement("select " + EntryPlace.HEAD + " from room where name = ?")) {
                select.setString(1, room.value());
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? row.getLong(1) : 0L;
                }
            }
        });
    }

    @Override
    public List<LoggedUpdate> read(RoomName room, long from, long to, long maxBytes, int maxEntries) {
        return readers.read(connection -> page(connection, room, from, to, maxBytes, maxEntries));
    }

    private static List<LoggedUpdate> page(
            Connection connection, RoomName room, long from, long to, long maxBytes, int maxEntries)
            throws SQLException {
        List<LoggedUpdate> page = new ArrayList<>();
        try (PreparedStatement select = connection.prepareStatement(
                "select " + EntryPlace.SEQUENCE + ", time, author, coalesce(author_name, author), author_color,"
                        + " client, gesture, claimed, path, bytes"
                        + " from room join log_entry on place between room.id << 40 | ? and room.id << 40 | ?"
                        + " where name = ? order by place limit ?")) {
            select.setLong(1, EntryPlace.clamp(from));
            select.setLong(2, EntryPlace.clamp(to));
            select.setString(3, room.value());
            select.setInt(4, maxEntries);
            long left = maxBytes;
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    LoggedUpdate entry = EntryColumns.read(row);
                    left -= entry.bytes().length;
                    if (left < 0 && !page.isEmpty()) {
                        break;
                    }
                    page.add(entry);
                }
            }
        }
        return page;
    }

    @Override
    public List<RoomHead> rooms(@Nullable RoomName after, int maxRooms) {
        return readers.read(connection -> {
            String from = after == null ? "0" : "(select id from room where name = ?)";
            try (PreparedStatement select = connection.prepareStatement("select name, head from (select id, name, "
                    + EntryPlace.HEAD + " from room) where id > " + from + " and head > 0 order by id limit ?")) {
                int parameter = 1;
                if (after != null) {
                    select.setString(parameter++, after.value());
                }
                select.setInt(parameter, maxRooms);
                List<RoomHead> page = new ArrayList<>();
                try (ResultSet row = select.executeQuery()) {
                    while (row.next()) {
                        page.add(new RoomHead(new RoomName(row.getString(1)), row.getLong(2)));
                    }
                }
                return page;
            }
        });
    }

    /** Makes durable what was appended before the call, then lets go of the file. */
    @Override
    public void close() {
        writer.close();
        readers.close();
        try {
            try {
                backfill.close();
            } finally {
                store.close();
            }
        } catch (SQLException e) {
            throw new LogUnavailableException("the log did not close", e);
        } finally {
            file.close();
        }
    }
}
