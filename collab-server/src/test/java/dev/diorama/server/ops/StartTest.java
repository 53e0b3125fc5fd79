package dev.diorama.server.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.server.testing.TestServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
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
            "[U30] [U32] [U34] the start says where the server and its data are and who can reach them, and health is up")
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
