package dev.diorama.server.log.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.server.log.Author;
import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.log.UpdateLogContract;
import dev.diorama.server.log.jdbc.CommitObserver;
import dev.diorama.server.ops.StartException;
import dev.diorama.server.testing.TestPostgres;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PostgresUpdateLogTest extends UpdateLogContract {
    private static final RoomName ROOM = new RoomName("room");

    private final TestPostgres postgres = TestPostgres.shared();
    private final String url = postgres.createDatabase();
    private final AtomicInteger commits = new AtomicInteger();

    @Override
    protected UpdateLog open() {
        return PostgresUpdateLog.open(properties(url), new CommitObserver() {
            @Override
            public void committed(int updates, long nanos) {
                commits.incrementAndGet();
            }
        });
    }

    @Override
    protected void close(UpdateLog opened) {
        ((PostgresUpdateLog) opened).close();
    }

    private static PostgresProperties properties(String url) {
        return new PostgresProperties(url, TestPostgres.USER, TestPostgres.PASSWORD, 4);
    }

    @Test
    @DisplayName("[U3] a commit waits for the disk, even where the role's default is not to")
    void syncsAtEveryCommit() throws Exception {
        PostgresDatabase database = ((PostgresUpdateLog) log()).database();
        assertThat(setting(database, "synchronous_commit")).isEqualTo("on");
        execute("alter role " + TestPostgres.USER + " in database " + name() + " set synchronous_commit = off");
        try (PostgresDatabase other = PostgresDatabase.open(properties(url), 1)) {
            assertThat(setting(other, "synchronous_commit")).isEqualTo("on");
        }
        execute("alter role " + TestPostgres.USER + " in database " + name()
                + " set synchronous_commit = remote_apply");
        try (PostgresDatabase other = PostgresDatabase.open(properties(url), 1)) {
            assertThat(setting(other, "synchronous_commit")).isEqualTo("remote_apply");
        }
    }

    @Test
    @DisplayName("[U43] [U111] what is tried after a refusal is a write: the row that was there gets a new version")
    void triesByWriting() throws Exception {
        PostgresDatabase database = ((PostgresUpdateLog) log()).database();
        String before = version(database);
        new PostgresGroupStore(database).probe();
        assertThat(version(database)).isNotEqualTo(before);
    }

    private static String version(PostgresDatabase database) throws SQLException {
        try (Connection connection = database.writer();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select xmin::text || ' ' || ctid::text from log_identity")) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }

    private static String setting(PostgresDatabase database, String name) throws SQLException {
        try (Connection connection = database.writer();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("show " + name)) {
            row.next();
            return row.getString(1);
        }
    }

    @Test
    @DisplayName("[U4] what queues during a commit shares the next one")
    void commitsInGroups() throws Exception {
        List<CompletableFuture<Long>> appends = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            appends.add(log().append(ROOM, update(i)));
        }
        CompletableFuture.allOf(appends.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        assertThat(commits.get()).isLessThan(1_000);
    }

    @Test
    @DisplayName(
            "[U42] servers that append to the same rooms at once get each sequence once, and a reader never sees a gap")
    void sharesRooms() throws Exception {
        long seed = System.nanoTime();
        int perLog = 1_500;
        List<RoomName> rooms =
                List.of(new RoomName("z"), new RoomName("a"), new RoomName("😀"), new RoomName("é"), new RoomName("M"));
        UpdateLog second = open();
        UpdateLog third = open();
        assertThat(second.id()).isEqualTo(log().id());
        try (ExecutorService threads = Executors.newCachedThreadPool()) {
            List<Future<List<CompletableFuture<Long>>>> writers = new ArrayList<>();
            for (UpdateLog each : List.of(log(), second, third)) {
                SplittableRandom random = new SplittableRandom(seed + writers.size());
                writers.add(threads.submit(() -> {
                    List<CompletableFuture<Long>> appends = new ArrayList<>();
                    for (int i = 0; i < perLog; i++) {
                        appends.add(each.append(rooms.get(random.nextInt(rooms.size())), update(i)));
                        if (random.nextInt(20) == 0) {
                            appends.getLast().join();
                        }
                    }
                    return appends;
                }));
            }
            Future<?> reader = threads.submit(() -> {
                long seen = 0;
                while (seen < 1 || !writers.stream().allMatch(Future::isDone)) {
                    List<LoggedUpdate> all = third.read(rooms.getFirst(), 1, Long.MAX_VALUE, Long.MAX_VALUE, 100_000);
                    assertThat(all.size()).as("seed=%d", seed).isGreaterThanOrEqualTo((int) seen);
                    if (!all.isEmpty()) {
                        assertThat(all.getLast().sequence()).as("seed=%d", seed).isEqualTo(all.size());
                    }
                    seen = all.size();
                }
            });
            for (Future<List<CompletableFuture<Long>>> writer : writers) {
                CompletableFuture.allOf(writer.get(60, TimeUnit.SECONDS).toArray(CompletableFuture[]::new))
                        .get(60, TimeUnit.SECONDS);
            }
            reader.get(60, TimeUnit.SECONDS);
        } finally {
            close(second);
            close(third);
        }
        long total = 0;
        for (RoomName room : rooms) {
            List<LoggedUpdate> entries = log().read(room, 1, Long.MAX_VALUE, Long.MAX_VALUE, 100_000);
            assertThat(log().heads(rooms)).containsEntry(room, (long) entries.size());
            assertThat(entries.getLast().sequence()).isEqualTo(entries.size());
            total += entries.size();
        }
        assertThat(total).as("seed=%d", seed).isEqualTo(3L * perLog);
    }

    @Test
    @DisplayName(
            "[U43] a connection that was cut is replaced, and a database that is gone and comes back needs no restart")
    void recovers() throws Exception {
        try (TestPostgres own = TestPostgres.start()) {
            PostgresUpdateLog log = PostgresUpdateLog.open(properties(own.createDatabase()), CommitObserver.NONE);
            assertThat(log.append(ROOM, update(1)).get(30, TimeUnit.SECONDS)).isEqualTo(1);
            own.execute("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'diorama'");
            assertThat(log.append(ROOM, update(2)).get(30, TimeUnit.SECONDS)).isEqualTo(2);

            own.kill();
            assertThat(log.append(ROOM, update(3)))
                    .failsWithin(Duration.ofSeconds(60))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(LogUnavailableException.class);
            assertThatThrownBy(() -> log.head(ROOM)).isInstanceOf(LogUnavailableException.class);
            own.again();
            Awaitility.await().ignoreExceptions().until(() -> log.head(ROOM) == 2);
            assertThat(log.append(ROOM, update(4)).get(30, TimeUnit.SECONDS)).isEqualTo(3);
            log.close();
        }
    }

    @Test
    @DisplayName("[U33] a database that cannot be used is said, with what to do and without the password")
    void saysWhatToDo() {
        assertRefused(new PostgresProperties(url, TestPostgres.USER, "wrong-secret", 1), "password", "password");
        assertRefused(properties(postgres.url("nowhere")), "nowhere", "Create the database");
        assertRefused(
                properties("jdbc:postgresql://127.0.0.1:1/x?password=wrong-secret"), "refused", "Start PostgreSQL");
        assertRefused(properties("postgres://somewhere/x"), "not an address", "jdbc:postgresql://HOST:PORT/DATABASE");
        execute("create database latin encoding 'SQL_ASCII' template template0 locale 'C'");
        assertRefused(properties(postgres.url("latin")), "SQL_ASCII", "encoding 'UTF8'");
    }

    @Test
    @DisplayName(
            "[U33] a database with a newer version's tables, or with somebody else's, is refused and left as it is")
    void refusesOtherTables() throws Exception {
        try (Connection connection = DriverManager.getConnection(url, TestPostgres.USER, TestPostgres.PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("insert into schema_history select 99, '99', 'future', type, 'V99__future.sql', checksum,"
                    + " installed_by, installed_on, execution_time, success from schema_history where version = '1'");
        }
        assertRefused(properties(url), "newer version of Diorama", "need that version");
        String foreign = postgres.createDatabase();
        try (Connection connection = DriverManager.getConnection(foreign, TestPostgres.USER, TestPostgres.PASSWORD);
                Statement statement = connection.createStatement()) {
            statement.execute("create table customers (name text)");
        }
        assertRefused(properties(foreign), "non-empty schema", "other tables");
    }

    private static void assertRefused(PostgresProperties properties, String message, String action) {
        assertThatThrownBy(() -> PostgresUpdateLog.open(properties, CommitObserver.NONE))
                .isInstanceOfSatisfying(StartException.class, e -> {
                    assertThat(e).hasMessageContaining(message).hasMessageContaining(properties.place());
                    assertThat(e.action()).contains(action);
                    assertThat(e.getMessage() + e.action()).doesNotContain("wrong-secret");
                });
    }

    private String name() {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private void execute(String sql) {
        postgres.execute(sql);
    }

    private static NewUpdate update(int value) {
        return new NewUpdate(1, Author.GUEST, 7, new byte[] {(byte) value});
    }
}
