package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.diorama.server.testing.NodeProcess;
import dev.diorama.server.testing.RawSocket;
import dev.diorama.server.testing.TestServer;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The npm providers and a server that goes and comes; apart, because servers of one process share their threads. */
class ProviderRestartTest {
    @Test
    @DisplayName("[U105] who comes while the server stops is sent away before the upgrade, by 503")
    void letsNobodyInWhileStopping(@TempDir Path folder) {
        try (TestServer own = TestServer.start(folder)) {
            own.bean(Admissions.class).stop();
            assertThatThrownBy(() -> RawSocket.open(own.socket("room")))
                    .cause()
                    .isInstanceOfSatisfying(
                            WebSocketHandshakeException.class,
                            e -> assertThat(e.getResponse().statusCode()).isEqualTo(503));
        }
    }

    @ParameterizedTest
    @DisplayName("[U35] a restart loses nothing, neither what was there nor what was edited meanwhile")
    @CsvSource({"y-websocket-2,restart", "y-websocket-3,restart", "y-websocket-3,hocuspocus-restart"})
    void survivesRestarts(String provider, String scenario, @TempDir Path folder) {
        assumeFalse(Boolean.getBoolean("diorama.skipWeb"), "built without Node");
        int port = NodeProcess.freePort();
        TestServer own = TestServer.startAsGiven("--server.port=" + port, "--diorama.data-dir=" + folder);
        try (NodeProcess node = NodeProcess.start(
                Map.of(), "testing/providers.mjs", provider, scenario, Integer.toString(port), "restart")) {
            node.awaitLine("ask stop");
            own.close();
            node.tell("done");
            node.awaitLine("ask start");
            own = TestServer.startAsGiven("--server.port=" + port, "--diorama.data-dir=" + folder);
            node.tell("done");
            ProviderTest.assertPasses(node, 60);
        } finally {
            own.close();
        }
    }
}
