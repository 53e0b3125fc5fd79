package dev.diorama.server.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What an operator sees of a server, and who is one. */
@ExtendWith(OutputCaptureExtension.class)
class OperatorTest {
    private static final String TOKEN = "0123456789abcdef";

    @TempDir
    private Path folder;

    @Test
    @DisplayName("[U115] Prometheus finds sockets, rooms, edits, commits, fan-out, queues and whether the log refuses")
    void measures() {
        try (TestServer server = TestServer.start(folder);
                TestClient editor = TestClient.join(server, "room")) {
            editor.edit(doc -> doc.map("m").set("k", AnyValue.of(1)));
            editor.untilAcknowledged();
            assertThat(server.get("/actuator/prometheus").body().lines())
                    .contains("diorama_relay_sockets 1.0", "diorama_relay_rooms 1.0")
                    .contains("diorama_relay_updates_accepted_total 1.0", "diorama_relay_updates_delivered_total 1.0")
                    .contains("diorama_log_commit_seconds_count 1", "diorama_relay_fanout_seconds_count 1")
                    .contains("diorama_relay_queued_bytes 0.0", "diorama_log_refusing 0.0")
                    .anyMatch(line -> line.startsWith("diorama_log_commit_seconds_bucket{le=\"0.005\"}"))
                    .anyMatch(line -> line.startsWith("application_ready_time_seconds"))
                    .anyMatch(line -> line.startsWith("jvm_memory_used_bytes"));
        }
    }

    @Test
    @DisplayName("[U115] requests are timed; a socket that has ended is none of them")
    void socketsAreNoRequests() {
        try (TestServer server = TestServer.start(folder)) {
            server.get("/api/scenes/room/state");
            List<String> before = timedRequests(server);
            TestClient.join(server, "room").close();
            assertThat(timedRequests(server)).isEqualTo(before).hasSize(1);
        }
    }

    private static List<String> timedRequests(TestServer server) {
        return server.get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count") && !line.contains("/actuator/"))
                .toList();
    }

    @Test
    @DisplayName(
            "[U114] without a token an operator is who asks from this machine and through no proxy; probes are everybody's")
    void isWhoAsksFromHere() {
        try (TestServer server = TestServer.start(folder)) {
            for (String path : List.of("/actuator", "/actuator/health", "/actuator/metrics", "/actuator/prometheus")) {
                assertThat(server.get(path).statusCode()).as(path).isEqualTo(200);
                assertThat(server.get(path, "X-Forwarded-For", "192.0.2.1").statusCode())
                        .as(path)
                        .isEqualTo(403);
            }
            assertThat(server.get("/actuator/health", "Forwarded", "for=192.0.2.1")
                            .body())
                    .contains("diorama.ops.token");
            assertThat(server.get("/%61ctuator/prometheus", "Via", "1.1 proxy").statusCode())
                    .isEqualTo(403);
            assertThat(server.get("/actuator;a=b/prometheus", "Via", "1.1 proxy")
                            .statusCode())
                    .isEqualTo(403);
            for (String probe : List.of("/actuator/health/liveness", "/actuator/health/readiness")) {
                assertThat(server.get(probe, "X-Forwarded-For", "192.0.2.1").body())
                        .as(probe)
                        .isEqualTo("{\"status\":\"UP\"}");
            }
        }
    }

    @Test
    @DisplayName("[U114] with a token an operator is who shows it, from wherever; the token is in no log")
    void isWhoShowsTheToken(CapturedOutput output) {
        try (TestServer server = TestServer.start(folder, "--diorama.ops.token=" + TOKEN)) {
            assertThat(server.get("/actuator/prometheus").statusCode()).isEqualTo(403);
            assertThat(server.get("/actuator/prometheus", "Authorization", "Bearer 0123456789abcdee")
                            .statusCode())
                    .isEqualTo(403);
            assertThat(server.get(
                                    "/actuator/prometheus",
                                    "Authorization",
                                    "Bearer " + TOKEN,
                                    "X-Forwarded-For",
                                    "192.0.2.1")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(server.get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        }
        assertThat(output).doesNotContain(TOKEN);
    }

    @Test
    @DisplayName("[U33] [U114] a token that can be guessed stops the start, with what to do")
    void refusesAShortToken(CapturedOutput output) {
        assertThatThrownBy(() -> TestServer.start(folder, "--diorama.ops.token=secret"))
                .isInstanceOf(Exception.class);
        assertThat(output).contains("The operator's token is too short").contains("openssl rand -hex 32");
    }
}
