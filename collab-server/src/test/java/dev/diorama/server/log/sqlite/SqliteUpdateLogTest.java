package dev.diorama.server.log.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.server.log.Author;
import dev.diorama.server.log.EditClaim;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomHead;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.log.UpdateLogContract;
import dev.diorama.server.log.jdbc.CommitObserver;
import dev.diorama.server.ops.StartException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteUpdateLogTest extends UpdateLogContract {
    @TempDir
    private Path folder;

    private final AtomicInteger commits = new AtomicInteger();

    @Override
    protected UpdateLog open() {
        return SqliteUpdateLog.open(folder, new CommitObserver() {
            @Override
            public void committed(int updates, long nanos) {
                commits.incrementAndGet();
            }
        });
    }

    @Override
    protected void close(UpdateLog opened) {
        ((SqliteUpdateLog) opened).close();
    }

    @Test
    @DisplayName("[U3] an append that completed is in the file that another process reads")
    void anotherConnectionSeesWhatCompleted() throws Exception {
        log().append(new RoomName("room"), new NewUpdate(1, Author.GUEST, 1, new byte[] {42}))
                .get(30, TimeUnit.SECONDS);
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SqliteFile.NAME));
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select place & 1099511627775, bytes from log_entry")) {
            assertThat(row.next()).isTrue();
            assertThat(row.getLong(1)).isEqualTo(1);
            assertThat(row.getBytes(2)).containsExactly(42);
            assertThat(row.next()).isFalse();
        }
    }

    @Test
    @DisplayName("[U3] the file is written ahead and synced at every commit")
    void syncsAtEveryCommit() throws Exception {
        try (SqliteFile file = sameFile();
                Connection connection = file.connectWriter();
                Statement statement = connection.createStatement()) {
            assertThat(text(statement, "pragma journal_mode")).isEqualTo("wal");
            assertThat(text(statement, "pragma synchronous")).isEqualTo("2");
        }
    }

    @Test
    @DisplayName("[U4] what queues during a commit shares the next one")
    void commitsInGroups() throws Exception {
        List<CompletableFuture<Long>> appends = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            appends.add(log().append(new RoomName("room"), new NewUpdate(i, Author.GUEST, 1, new byte[] {1})));
        }
        CompletableFuture.allOf(appends.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        assertThat(commits.get()).isLessThan(1_000);
    }

    @Test
    @DisplayName(
            "[U135] who took an edit does not wait for another process that writes; the edit is stored behind that")
    void waitsForNoOtherProcess() throws Exception {
        RoomName room = new RoomName("room");
        NewUpdate update = new NewUpdate(1, Author.GUEST, 1, new byte[] {1});
        List<Runnable> soon = new ArrayList<>();
        // Until commits are known to be quick, where they are.
        for (int i = 0; i < 200 && soon.isEmpty(); i++) {
            CompletableFuture<Long> append = log().append(room, update, soon::add);
            soon.forEach(Runnable::run);
            append.get(30, TimeUnit.SECONDS);
        }
        if (soon.isEmpty()) {
            System.out.println("NOT TRIED: this disk is too slow for commits by who took the edit");
        }
        CompletableFuture<Long> waiting;
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve(SqliteFile.NAME));
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            soon.clear();
            waiting = log().append(room, update, soon::add);
            soon.forEach(Runnable::run);
            // SQLite would have been waited for until it gave up.
            assertThat(waiting).isNotDone();
            statement.execute("rollback");
        }
        assertThat(waiting.get(30, TimeUnit.SECONDS)).isPositive();
        assertThat(log().append(room, update).get(30, TimeUnit.SECONDS)).isEqualTo(waiting.get() + 1);
    }

    @Test
    @DisplayName("[U139] a commit of a small edit writes one page, or a few where a page gets full")
    void writesOnePage() throws Exception {
        long frame = 4096 + 24;
        RoomName room = new RoomName("room");
        List<Long> frames = new ArrayList<>();
        long length = 0;
        for (int i = 0; i < 60; i++) {
            log().append(room, new NewUpdate(i, Author.GUEST, 1, new byte[100])).get(30, TimeUnit.SECONDS);
            long now = Files.size(folder.resolve(SqliteFile.NAME + "-wal"));
            frames.add((now - length) / frame);
            length = now;
        }
        assertThat(frames.stream().filter(written -> written == 1).count()).isGreaterThan(50);
    }

    @Test
    @DisplayName("[U136] the write-ahead log stays short while edits come without a pause")
    void copiesTheWriteAheadLog() throws Exception {
        byte[] large = new byte[64 * 1024];
        for (int i = 0; i < 2_000; i++) {
            log().append(new RoomName("room"), new NewUpdate(1, Author.GUEST, 1, large))
                    .get(30, TimeUnit.SECONDS);
        }
        assertThat(Files.size(folder.resolve(SqliteFile.NAME + "-wal"))).isLessThan(64 << 20);
        assertThat(Files.size(folder.resolve(SqliteFile.NAME))).isGreaterThan(64 << 20);
    }

    @Test
    @DisplayName("[U2] a log of the first version is read on, and written on: the author's name is what it was")
    void readsOldLogs(@TempDir Path other) throws Exception {
        try (Connection connection = DriverManager.getConnection(OldTables.make(other, 1));
                Statement statement = connection.createStatement()) {
            statement.execute(
                    "insert into room (id, name, head) values (1, 'room', 2), (2, 'unused', 0), (3, 'next', 1)");
            statement.execute("insert into log_entry (room, sequence, time, author, client, gesture, bytes)"
                    + " values (1, 1, 5, 'anyone', 7, null, x'0102'), (3, 1, 6, 'anyone', 8, null, x'03'),"
                    + " (1, 2, 7, 'anyone', 7, 'g', x'04')");
        }
        SqliteUpdateLog old = SqliteUpdateLog.open(other, CommitObserver.NONE);
        RoomName room = new RoomName("room");
        RoomName next = new RoomName("next");
        assertThat(old.rooms(null, 9)).containsExactly(new RoomHead(room, 2), new RoomHead(next, 1));
        old.append(room, new NewUpdate(8, new Author("id", "Ada", "#000000"), 7, new byte[] {5}))
                .get(30, TimeUnit.SECONDS);
        assertThat(old.read(room, 1, 9, 100, 9))
                .usingRecursiveFieldByFieldElementComparator()
                .containsExactly(
                        new LoggedUpdate(
                                1, 5, new Author("anyone", "anyone", ""), 7, EditClaim.NONE, new byte[] {1, 2}),
                        new LoggedUpdate(
                                2,
                                7,
                                new Author("anyone", "anyone", ""),
                                7,
                                new EditClaim("g", null, null),
                                new byte[] {4}),
                        new LoggedUpdate(3, 8, new Author("id", "Ada", "#000000"), 7, EditClaim.NONE, new byte[] {5}));
        assertThat(old.head(room)).isEqualTo(3);
        assertThat(old.head(next)).isEqualTo(1);
        assertThat(old.head(new RoomName("unused"))).isZero();
        old.close();
    }

    @Test
    @DisplayName("[U33] an old log that lacks an entry is left as it is, and so it is said")
    void forgetsNoEntry(@TempDir Path other) throws Exception {
        String database = OldTables.make(other, 3);
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement()) {
            statement.execute("insert into room (id, name, head) values (1, 'whole', 1), (2, 'torn', 2)");
            statement.execute("insert into log_entry (room, sequence, time, author, client, bytes)"
                    + " values (1, 1, 5, 'Ada', 7, x'01'), (2, 1, 6, 'Ada', 7, x'02')");
        }
        assertThatThrownBy(() -> SqliteUpdateLog.open(other, CommitObserver.NONE))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("no_entry_is_missing");
        try (Connection connection = DriverManager.getConnection(database);
                Statement statement = connection.createStatement();
                ResultSet row =
                        statement.executeQuery("select sum(head), (select count(*) from log_entry) from room")) {
            row.next();
            assertThat(row.getLong(1)).isEqualTo(3);
            assertThat(row.getLong(2)).isEqualTo(2);
        }
    }

    @Test
    @DisplayName("[U33] a folder that another server uses is refused, with what to do")
    void refusesASecondServer() {
        assertThatThrownBy(() -> SqliteUpdateLog.open(folder, CommitObserver.NONE))
                .isInstanceOf(StartException.class)
                .hasMessageContaining("in use by another Diorama server");
    }

    @Test
    @DisplayName("[U33] a file that is no database is refused and left as it is")
    void refusesACorruptFile(@TempDir Path other) throws Exception {
        Path file = other.resolve(SqliteFile.NAME);
        Files.writeString(file, "this is not a database, it only looks like a file of some length ".repeat(100));
        byte[] before = Files.readAllBytes(file);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> SqliteUpdateLog.open(other, CommitObserver.NONE))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining(file.toString());
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    @DisplayName("[U33] a folder that cannot be made is refused, with what to do")
    void refusesAFolderThatCannotBeMade(@TempDir Path other) throws Exception {
        Path file = Files.createFile(other.resolve("file"));
        assertThatThrownBy(() -> SqliteUpdateLog.open(file.resolve("data"), CommitObserver.NONE))
                .isInstanceOfSatisfying(
                        StartException.class, e -> assertThat(e.action()).contains("--diorama.data-dir"));
    }

    private SqliteFile sameFile() {
        close(log());
        return SqliteFile.open(folder);
    }

    private static String text(Statement statement, String query) throws Exception {
        try (ResultSet row = statement.executeQuery(query)) {
            return row.getString(1);
        }
    }
}
