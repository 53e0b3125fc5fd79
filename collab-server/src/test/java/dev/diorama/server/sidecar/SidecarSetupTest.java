package dev.diorama.server.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.server.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class SidecarSetupTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("[U68] [U69] without a sidecar everything is up, says so, and no room has checkpoints")
    void worksWithoutASidecar() {
        try (TestServer server = TestServer.start(folder, "--diorama.sidecar.url=")) {
            assertThat(server.get("/actuator/health").body())
                    .contains("\"sidecar\":{\"details\":{\"state\":\"not configured\"},\"status\":\"UP\"}");
            assertThat(server.get("/actuator/health/sidecar").statusCode()).isEqualTo(200);
            assertThat(server.get("/api/scenes/room/checkpoints").body())
                    .isEqualTo("{\"room\":\"room\",\"quarantined\":false,\"checkpoints\":[],\"next\":null}");
        }
    }

    @Test
    @DisplayName("[U70] a sidecar without a secret is refused at the start, with what to do")
    void wantsASecret(CapturedOutput output) {
        assertThatThrownBy(() -> TestServer.start(folder, "--diorama.sidecar.url=http://127.0.0.1:9"))
                .isInstanceOf(Exception.class);
        assertThat(output).contains("no secret of at least 16 bytes").contains("openssl rand -hex 32");
    }

    @Test
    @DisplayName("[U70] an address that is none is refused at the start, with what to do")
    void wantsAnAddress(CapturedOutput output) {
        for (String url : new String[] {"sidecar:8090", "ftp://sidecar", "http://a b", "http://name:pw@sidecar:8090"}) {
            assertThatThrownBy(() -> TestServer.start(
                            folder,
                            "--diorama.sidecar.url=" + url,
                            "--diorama.sidecar.secret=0123456789abcdef0123456789abcdef"))
                    .isInstanceOf(Exception.class);
        }
        assertThat(output).contains("The sidecar's address is not one").contains("http://HOST:8090");
        assertThat(output).doesNotContain("0123456789abcdef");
    }
}
