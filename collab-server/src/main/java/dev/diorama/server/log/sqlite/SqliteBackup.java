package dev.diorama.server.log.sqlite;

import dev.diorama.server.ops.StartException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;

/**
 * Copies the databases of a data folder, also while a server works with them.
 *
 * <p>SQLite copies them as of one commit ({@code vacuum into}), beside whoever reads and writes. A copy is checked before it gets its name,
 * so what has the name is whole.
 */
final class SqliteBackup {
    /** Heads and numbers of entries; what is missing at a room's end nobody can tell. */
    private static final String COUNTED = "select " + EntryPlace.HEAD + ", (select count(*) from log_entry where "
            + EntryPlace.IN_ROOM + ") as entries from room";
    /** The same in older tables, whose rooms know their heads. */
    private static final String COUNTED_BEFORE =
            "select head, (select count(*) from log_entry where room = room.id) as entries from room";

    /** The features first: what they say of the log is then never ahead of the log's copy. */
    private static final List<String> NAMES = List.of(SqliteFeatureDatabase.NAME, SqliteFile.NAME);

    private SqliteBackup() {}

    /**
     * Makes a backup.
     *
     * @param target absolute path of a folder that is not there yet
     * @throws StartException if that fails; then there is no such folder
     */
    static Contents backup(Path folder, Path target) {
        if (!Files.isRegularFile(folder.resolve(SqliteFile.NAME))) {
            throw new StartException(
                    "There is nothing to back up: " + folder.resolve(SqliteFile.NAME) + " is not there.",
                    "Name the server's data folder with --diorama.data-dir=DIR (or DIORAMA_DATA_DIR).",
                    new IllegalArgumentException("no database"));
        }
        if (Files.exists(target)) {
            throw new StartException(
                    "The backup's folder is there already: " + target,
                    "Name one that is not, for instance with the date in it. No backup is ever overwritten.",
                    new IllegalArgumentException("exists"));
        }
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        try {
            deleteFolder(partial);
            Files.createDirectories(partial);
            for (String name : NAMES) {
                if (Files.exists(folder.resolve(name))) {
                    copy(folder.resolve(name), partial.resolve(name));
                }
            }
            Contents contents = check(partial);
            sync(partial);
            Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
            Path parent = target.getParent();
            if (parent != null) {
                sync(parent);
            }
            return contents;
        } catch (IOException | SQLException e) {
            throw new StartException(
                    "The backup cannot be made: " + e.getMessage(),
                    "There must be room for a copy at " + target
                            + ", and the database must be whole. What was begun is in " + partial + ".",
                    e);
        }
    }

    static void copy(Path from, Path to) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setBusyTimeout(10_000);
        try (Connection connection = config.createConnection("jdbc:sqlite:" + from);
                PreparedStatement copy = connection.prepareStatement("vacuum into ?")) {
            copy.setString(1, to.toString());
            copy.execute();
        }
    }

    /**
     * Reads a backup through.
     *
     * @throws SQLException if it is not whole
     */
    static Contents check(Path folder) throws SQLException {
        for (String name : NAMES) {
            if (Files.exists(folder.resolve(name))) {
                checkIntegrity(folder.resolve(name));
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SqliteFile.NAME));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select count(*), (select count(*) from log_entry),"
                        + " coalesce(sum(head), 0), count(*) filter (where head <> entries) from ("
                        + (isClustered(connection, "main") ? COUNTED : COUNTED_BEFORE) + ")")) {
            row.next();
            if (row.getLong(2) != row.getLong(3) || row.getLong(4) != 0) {
                throw new SQLException("entries are missing: heads=" + row.getLong(3) + ", entries=" + row.getLong(2));
            }
            return new Contents(row.getLong(1), row.getLong(2));
        }
    }

    /** Whether the entries have places, as they have since version 4 of the tables. */
    static boolean isClustered(Connection connection, String database) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "select 1 from pragma_table_info('log_entry', '" + database + "') where name = 'place'")) {
            return row.next();
        }
    }

    private static void checkIntegrity(Path file) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("pragma integrity_check(1)")) {
            row.next();
            if (!row.getString(1).equals("ok")) {
                throw new SQLException(file + " is damaged: " + row.getString(1));
            }
        }
    }

    /** Sees to it that the files of a folder survive a power cut. */
    static void sync(Path folder) throws IOException {
        List<Path> paths = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(Files::isRegularFile).forEach(paths::add);
        }
        paths.add(folder);
        for (Path path : paths) {
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    static void deleteFolder(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    /** What a backup holds. */
    record Contents(long rooms, long entries) {}
}
