package dev.diorama.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.server.log.Author;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.jdbc.CommitObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rooms of backups whose tables are older than the log's. */
class SqliteRestoreTest {
    private static final RoomName ROOM = new RoomName("room");

    @TempDir
    private Path temporary;

    @Test
    @DisplayName("[U118] a room of a backup that an older version made comes back")
    void bringsBackAnOlderRoom() throws Exception {
        Path backup = Files.createDirectory(temporary.resolve("backup"));
        String database = OldTables.make(backup, 3);
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute("insert into room (id, name, head) values (1, 'other', 1), (2, 'room', 2)");
            statement.execute("insert into log_entry (room, sequence, time, author, client, bytes)"
                    + " values (1, 1, 5, 'Ada', 7, x'01'), (2, 1, 6, 'Ada', 7, x'02'), (2, 2, 7, 'Ada', 7, x'03')");
        }
        Path folder = temporary.resolve("data");
        RoomName as = new RoomName("room of old");
        SqliteUpdateLog log = SqliteUpdateLog.open(folder, CommitObserver.NONE);
        log.append(ROOM, new NewUpdate(8, Author.GUEST, 1, new byte[] {9})).get(30, TimeUnit.SECONDS);
        assertThat(SqliteRestore.restoreRoom(backup, folder, ROOM, as)).isEqualTo(2);
        assertThat(log.append(as, new NewUpdate(9, Author.GUEST, 1, new byte[] {4}))
                        .get(30, TimeUnit.SECONDS))
                .isEqualTo(3);
        assertThat(log.read(as, 1, 9, 100, 9))
                .extracting(LoggedUpdate::bytes)
                .containsExactly(new byte[] {2}, new byte[] {3}, new byte[] {4});
        assertThat(log.head(ROOM)).isEqualTo(1);
        log.close();
    }

    @Test
    @DisplayName("[U118] a room comes back while edits are stored without a pause")
    void waitsForItsTurn() throws Exception {
        Path folder = temporary.resolve("data");
        SqliteUpdateLog log = SqliteUpdateLog.open(folder, CommitObserver.NONE);
        for (int i = 0; i < 500; i++) {
            log.append(ROOM, new NewUpdate(i, Author.GUEST, 1, new byte[1000])).get(30, TimeUnit.SECONDS);
        }
        Path backup = temporary.resolve("backup");
        SqliteBackup.copy(
                folder.resolve(SqliteFile.NAME), Files.createDirectory(backup).resolve(SqliteFile.NAME));
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Long> edits = CompletableFuture.supplyAsync(() -> {
            long made = 0;
            while (!ended.get()) {
                made = log.append(ROOM, new NewUpdate(1, Author.GUEST, 1, new byte[] {1}))
                        .join();
            }
            return made;
        });
        for (int i = 0; i < 20; i++) {
            assertThat(SqliteRestore.restoreRoom(backup, folder, ROOM, new RoomName("copy " + i)))
                    .isEqualTo(500);
        }
        ended.set(true);
        assertThat(log.head(ROOM)).isEqualTo(edits.get(30, TimeUnit.SECONDS));
        log.close();
    }
}
