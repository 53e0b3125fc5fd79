package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.protocol.Message;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestPostgres;
import dev.diorama.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** A real PostgreSQL goes away under edits, and comes back. */
@ExtendWith(OutputCaptureExtension.class)
class OutageTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "[U43] [U111] [U113] without PostgreSQL the room that was edited is closed, the others can be looked at and"
                    + " nothing is lost; when it is back both go on, without a restart")
    void survivesPostgres(CapturedOutput output) {
        try (TestPostgres postgres = TestPostgres.start();
                TestServer server = TestServer.start(folder, TestPostgres.settings(postgres.createDatabase()))) {
            TestClient editor = TestClient.join(server, "edited");
            TestClient onlooker = TestClient.join(server, "looked at");
            TestClient second = TestClient.join(server, "looked at");
            edit(editor, "kept");
            edit(onlooker, "kept");
            editor.untilAcknowledged();
            onlooker.untilAcknowledged();

            postgres.kill();
            edit(editor, "in between");
            assertThat(editor.awaitClosed().code()).isEqualTo(1013);
            assertThat(server.get("/actuator/health").statusCode()).isEqualTo(503);
            assertThat(server.get("/actuator/health/liveness").statusCode()).isEqualTo(200);
            assertThat(server.get("/actuator/prometheus").body()).contains("diorama_log_refusing 1.0");
            edit(onlooker, "in between");
            onlooker.until(
                    "is told", () -> onlooker.messages().stream().anyMatch(Message.AuthDenied.class::isInstance));
            onlooker.present("{}");
            second.until("presence", () -> second.presenceOf(onlooker) != null);
            assertThat(has(second, "in between")).isFalse();
            assertThat(onlooker.isClosed()).isFalse();

            postgres.again();
            second.until("what was turned away", () -> has(second, "in between"));
            assertThat(onlooker.isClosed()).isFalse();
            Awaitility.await()
                    .atMost(PATIENCE)
                    .until(() -> server.get("/actuator/health").statusCode() == 200);
            TestClient back = TestClient.open(server.socket("edited"), editor.read(doc -> doc));
            try (TestClient witness = TestClient.join(server, "edited")) {
                witness.until("all", () -> has(witness, "kept") && has(witness, "in between"));
                witness.until("equal", () -> witness.read(StateHash::of).equals(back.read(StateHash::of)));
            }
            back.close();
            onlooker.close();
            second.close();
        }
        assertThat(output)
                .contains("The log refused a commit")
                .contains("The log takes edits again")
                .doesNotContain(TestPostgres.PASSWORD);
    }

    private static void edit(TestClient client, String key) {
        client.edit(doc -> doc.map("m").set(key, AnyValue.of(1)));
    }

    private static boolean has(TestClient client, String key) {
        return client.read(doc -> doc.map("m").has(key));
    }
}
