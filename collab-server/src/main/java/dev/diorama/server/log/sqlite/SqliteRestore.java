package dev.diorama.server.log.sqlite;

import dev.diorama.server.log.RoomName;
import dev.diorama.server.ops.StartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Brings a backup back: all of it into a folder that no server uses, or one room of it into any, under another name. */
final class SqliteRestore {
    private SqliteRestore() {}

    /**
     * Makes a data folder of a backup.
     *
     * <p>The log gets a new identity, because from here on it is another one than the log that the backup was made of.
     *
     * @param replace whether what is in the folder is moved aside; else there must be nothing
     * @return where that is, or the folder itself
     * @throws StartException if that fails; then the folder is as it was
     */
    static Path restore(Path backup, Path folder, boolean replace, Instant now) {
        SqliteBackup.Contents unused = check(backup);
        SqliteFile.Lock lock = SqliteFile.Lock.of(folder);
        try {
            Path aside = folder.resolve("replaced-" + now.toEpochMilli());
            boolean occupied = Files.exists(folder.resolve(SqliteFile.NAME));
            if (occupied && !replace) {
                throw new StartException(
                        "There is a log already: " + folder.resolve(SqliteFile.NAME),
                        "Name an empty data folder with --diorama.data-dir=DIR, or add --replace: then what is there is"
                                + " moved into a folder beside it, not deleted.",
                        new IllegalStateException("occupied"));
            }
            Path fresh = folder.resolve("restoring");
            SqliteBackup.deleteFolder(fresh);
            Files.createDirectories(fresh);
            List<String> names = List.of(SqliteFile.NAME, SqliteFeatureDatabase.NAME);
            for (String name : names) {
                if (Files.exists(backup.resolve(name))) {
                    SqliteBackup.copy(backup.resolve(name), fresh.resolve(name));
                }
            }
            renew(fresh.resolve(SqliteFile.NAME));
            SqliteBackup.sync(fresh);
            if (occupied) {
                Files.createDirectories(aside);
                for (String name : names) {
                    for (String suffix : List.of("", "-wal", "-shm")) {
                        moveIfThere(folder.resolve(name + suffix), aside.resolve(name + suffix));
                    }
                }
            }
            // The log last: a folder without it is an empty one, never half a log.
            for (String name : names.reversed()) {
                moveIfThere(fresh.resolve(name), folder.resolve(name));
            }
            SqliteBackup.deleteFolder(fresh);
            SqliteBackup.sync(folder);
            return occupied ? aside : folder;
        } catch (IOException | SQLException e) {
            throw failed(e);
        } finally {
            lock.close();
        }
    }

    private static void moveIfThere(Path from, Path to) throws IOException {
        if (Files.exists(from)) {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private static void renew(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement update = connection.prepareStatement("update log_identity set id = ?")) {
            update.setString(1, UUID.randomUUID().toString());
            update.executeUpdate();
        }
    }

    /**
     * Brings one room of a backup into a log under a name that has no entries; a server may be running.
     *
     * @return its entries
     * @throws StartException if that fails; then the log is as it was
     */
    static long restoreRoom(Path backup, Path folder, RoomName room, RoomName as) {
        SqliteBackup.Contents unused = check(backup);
        Path log = folder.resolve(SqliteFile.NAME);
        if (!Files.isRegularFile(log)) {
            throw new StartException(
                    "There is no log: " + log,
                    "Name the server's data folder with --diorama.data-dir=DIR (or DIORAMA_DATA_DIR).",
                    new IllegalArgumentException("no log"));
        }
        try (Connection connection = SqliteFile.connectWriter(SqliteFile.dataSource(log))) {
            connection.setAutoCommit(true);
            try (PreparedStatement attach = connection.prepareStatement("attach ? as backup")) {
                attach.setString(1, backup.resolve(SqliteFile.NAME).toString());
                attach.execute();
            }
            if (!SqliteBackup.isClustered(connection, "main")) {
                throw new StartException(
                        "The log is of an older version of Diorama.",
                        "Start this version's server with it once, then bring the room back.",
                        new IllegalStateException("not migrated"));
            }
            String copy = copyStatement(connection);
            connection.setAutoCommit(false);
            long entries = copyRoom(connection, copy, room, as);
            connection.commit();
            return entries;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Copies the entries of a room of the backup, whose id is the second and the third parameter, to the room that is the first. */
    private static String copyStatement(Connection connection) throws SQLException {
        String columns = String.join(", ", sharedColumns(connection));
        String head = "insert into main.log_entry (place, " + columns + ") select ? << 40 | ";
        String tail = ", " + columns + " from backup.log_entry where ";
        return SqliteBackup.isClustered(connection, "backup")
                ? head + "(" + EntryPlace.SEQUENCE + ")" + tail + "place between ? << 40 and ? << 40 | "
                        + EntryPlace.MAX_SEQUENCE + " order by place"
                : head + "sequence" + tail + "room in (?, ?) order by sequence";
    }

    private static long copyRoom(Connection connection, String copy, RoomName room, RoomName as) throws SQLException {
        // First of all: who has read cannot wait for its turn to write any more.
        try (PreparedStatement insert =
                connection.prepareStatement("insert into main.room (name) values (?) on conflict (name) do nothing")) {
            insert.setString(1, as.value());
            insert.executeUpdate();
        }
        long to = number(connection, "select id from main.room where name = ?", as);
        if (number(connection, "select " + EntryPlace.HEAD + " from main.room where name = ?", as) > 0) {
            throw new StartException(
                    "The room \"" + as + "\" has edits already.",
                    "Name one that nobody uses, with --as=NAME.",
                    new IllegalStateException("occupied"));
        }
        long from = number(connection, "select coalesce(max(id), 0) from backup.room where name = ?", room);
        try (PreparedStatement insert = connection.prepareStatement(copy)) {
            insert.setLong(1, to);
            insert.setLong(2, from);
            insert.setLong(3, from);
            long entries = insert.executeUpdate();
            if (entries == 0) {
                throw new StartException(
                        "The backup has no room \"" + room + "\".",
                        "Name one that it has, with --room=NAME.",
                        new IllegalArgumentException("no room"));
            }
            return entries;
        }
    }

    /** Columns that both versions of the table have: the backup may be older. */
    private static List<String> sharedColumns(Connection connection) throws SQLException {
        List<String> columns = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select ours.name from pragma_table_info('log_entry', 'main') as ours"
                                + " join pragma_table_info('log_entry', 'backup') as theirs on ours.name = theirs.name"
                                + " where ours.name <> 'place'")) {
            while (row.next()) {
                columns.add(row.getString(1));
            }
        }
        return columns;
    }

    private static long number(Connection connection, String query, RoomName room) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(query)) {
            select.setString(1, room.value());
            try (ResultSet row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static SqliteBackup.Contents check(Path backup) {
        if (!Files.isRegularFile(backup.resolve(SqliteFile.NAME))) {
            throw new StartException(
                    "That is no backup: " + backup,
                    "Name a folder that the command backup made.",
                    new IllegalArgumentException("no backup"));
        }
        try {
            return SqliteBackup.check(backup);
        } catch (SQLException e) {
            throw new StartException(
                    "The backup is not whole: " + e.getMessage(), "Take another one. Nothing was changed.", e);
        }
    }

    private static StartException failed(Exception cause) {
        return new StartException(
                "The backup cannot be brought back: " + cause.getMessage(),
                "There must be room for a copy in the data folder, and it must be writable.",
                cause);
    }
}
