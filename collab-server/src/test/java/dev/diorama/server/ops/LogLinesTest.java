package dev.diorama.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.server.testing.ServerProcess;
import dev.diorama.server.testing.TestClient;
import java.nio.file.Path;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.json.JsonParserFactory;

/** The log's lines as a machine reads them. */
class LogLinesTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "[U119] with a structured format each line is an object, with the room and the session that it is about")
    void saysRoomAndSession() {
        try (ServerProcess server = ServerProcess.start(
                folder,
                "--logging.structured.format.console=logstash",
                "--logging.level.dev.diorama.server.relay=debug")) {
            TestClient first = TestClient.join(server.socket("room/é"));
            TestClient second = TestClient.open(server.socket("room/é"), YDoc.of(5));
            second.send(new byte[] {0, 2, 3, 1, 1, 1});
            assertThat(second.awaitClosed().code()).isEqualTo(4400);
            Awaitility.await().until(() -> server.output().contains("A socket is closed"));
            first.close();
            assertThat(server.output().lines())
                    .allSatisfy(line -> assertThat(line).startsWith("{"));
            Map<String, Object> closed = server.output()
                    .lines()
                    .filter(line -> line.contains("A socket is closed: code=4400"))
                    .map(line -> JsonParserFactory.getJsonParser().parseMap(line))
                    .findFirst()
                    .orElseThrow();
            assertThat(closed).containsEntry("room", "room/é").containsEntry("session", "2");
        }
    }
}
