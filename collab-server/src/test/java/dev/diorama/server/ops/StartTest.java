package dev.diorama.server.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.server.testing.TestPostgres;
import dev.diorama.server.testing.TestServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class StartTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "[U30] [U32] [U34] the start says where the server and its data are and who can reach them, and health is"
                    + " up")
    void announcesItself(CapturedOutput output) {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(output)
                    .contains("Data folder: " + folder)
                    .contains("open http://localhost:" + server.port() + "/")
                    .contains("Listening on 127.0.0.1 only")
                    .contains("every room is open to whoever can reach this address");
            assertThat(server.get("/actuator/health").body()).contains("\"status\":\"UP\"");
            assertThat(server.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(server.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
            assertThat(server.get("/actuator/metrics/diorama.relay.sockets").statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/actuator/env").statusCode()).isEqualTo(404);
        }
    }

    @Test
    @DisplayName("[U47] as it comes the log is in SQLite and nothing of PostgreSQL or Redis is there")
    void startsAlone(CapturedOutput output) {
        try (TestServer server =
                TestServer.start(folder, "--diorama.log.postgres.url=", "--diorama.cluster.redis.url= ")) {
            assertThat(output)
                    .contains("Log: SQLite, " + folder.resolve("diorama.db"))
                    .contains("Fan-out: this server only")
                    .doesNotContain("Log: PostgreSQL")
                    .doesNotContain("Fan-out: Redis");
            assertThat(server.beanClasses())
                    .noneMatch(name -> name.contains(".log.postgres.") || name.contains(".cluster.redis."))
                    .noneMatch(name -> name.contains("lettuce") || name.contains("hikari"));
        }
    }

    @Test
    @DisplayName(
            "[U34] [U47] with PostgreSQL and Redis the start says so without their secrets; without Redis the server"
                    + " is fit, without PostgreSQL it is alive and not ready")
    void startsInACluster(CapturedOutput output) {
        try (TestPostgres postgres = TestPostgres.start()) {
            List<String> arguments = new ArrayList<>(List.of(TestPostgres.settings(postgres.createDatabase())));
            arguments.add("--diorama.cluster.redis.url=redis://:not-a-secret@127.0.0.1:1");
            arguments.add("--diorama.relay.unload=1s");
            try (TestServer server = TestServer.start(folder, arguments.toArray(String[]::new))) {
                assertThat(output)
                        .contains("Log: PostgreSQL 17")
                        .contains("Fan-out: Redis at 127.0.0.1:1")
                        .doesNotContain(TestPostgres.PASSWORD);
                Awaitility.await().until(() -> output.getOut().contains("Redis is out of reach: 127.0.0.1:1"));
                assertThat(server.get("/actuator/health").body()).contains("\"status\":\"UP\"");
                assertThat(server.get("/actuator/health/readiness").statusCode())
                        .isEqualTo(200);
                postgres.kill();
                assertThat(server.get("/actuator/health/readiness").statusCode())
                        .isEqualTo(503);
                assertThat(server.get("/actuator/health").statusCode()).isEqualTo(503);
                assertThat(server.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
                postgres.again();
                Awaitility.await()
                        .until(() -> server.get("/actuator/health/readiness").statusCode() == 200);
            }
            assertThat(output).doesNotContain(TestPostgres.PASSWORD);
        }
    }

    @Test
    @DisplayName("[U33] a database that cannot be used is said, with what to do")
    void saysThatTheDatabaseIsUnusable(CapturedOutput output) {
        assertThatThrownBy(() -> TestServer.start(
                        folder,
                        "--diorama.log.postgres.url=jdbc:postgresql://127.0.0.1:1/x",
                        "--diorama.log.postgres.password=not-a-secret"))
                .isInstanceOf(Exception.class);
        assertThat(output)
                .contains("The log's database jdbc:postgresql://127.0.0.1:1/x cannot be used")
                .contains("Action:")
                .contains("Start PostgreSQL, or correct its address")
                .doesNotContain("not-a-secret");
    }

    @Test
    @DisplayName(
            "[U33] a setting that makes no sense is said, with its name and value; so is an address of Redis that is none")
    void saysThatASettingIsWrong(CapturedOutput output) {
        assertThatThrownBy(() -> TestServer.start(folder, "--diorama.relay.keep-alive=soon"))
                .isInstanceOf(Exception.class);
        assertThat(output).contains("diorama.relay.keep-alive").contains("soon").contains("Action:");
        assertThatThrownBy(() -> TestServer.start(folder, "--diorama.cluster.redis.url=http://example.org"))
                .isInstanceOf(Exception.class);
        assertThat(output)
                .contains("diorama.cluster.redis.url is not an address of Redis")
                .contains("redis://HOST:PORT");
    }

    @Test
    @DisplayName("[U32] the start says how long it took")
    void saysHowLongItTook(CapturedOutput output) {
        TestServer.start(folder).close();
        assertThat(output.getOut()).containsPattern("Started in \\d+ ms");
    }

    @Test
    @DisplayName("[U33] a port in use is said, with what to do")
    void saysThatThePortIsInUse(CapturedOutput output) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> TestServer.startAsGiven("--server.port=" + port, "--diorama.data-dir=" + folder))
                    .isInstanceOf(Exception.class);
            assertThat(output).contains("Port " + port + " was already in use").contains("Action:");
        }
    }

    @Test
    @DisplayName("[U33] a folder that another server uses is said, with what to do")
    void saysThatTheFolderIsInUse(CapturedOutput output) {
        try (TestServer server = TestServer.start(folder)) {
            assertThat(server.port()).isPositive();
            assertThatThrownBy(() -> TestServer.start(folder)).isInstanceOf(Exception.class);
            assertThat(output)
                    .contains("The data folder " + folder + " is in use by another Diorama server.")
                    .contains("--diorama.data-dir=DIR");
        }
    }

    @Test
    @DisplayName("[U33] a file that is no database is said, with what to do")
    void saysThatTheFileIsNoDatabase(CapturedOutput output) throws Exception {
        Files.writeString(folder.resolve("diorama.db"), "no database, but long enough to be looked at".repeat(50));
        assertThatThrownBy(() -> TestServer.start(folder)).isInstanceOf(Exception.class);
        assertThat(output)
                .contains("The database " + folder.resolve("diorama.db") + " cannot be used")
                .contains("Restore the file from a backup");
    }
}
