package dev.diorama.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.server.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One connection for many requests, as browsers, proxies and Prometheus use it. */
class KeptConnectionTest {
    /** Reactor Netty 1.3.6 stopped within the first ten, most of the time. */
    private static final int REQUESTS = 300;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("a connection that is kept answers request after request, whichever thread the answers come from")
    void answersAgainAndAgain() {
        try (TestServer server = TestServer.start(folder)) {
            for (int i = 0; i < REQUESTS; i++) {
                assertThat(server.get("/actuator/health/liveness").statusCode())
                        .as("request %d", i)
                        .isEqualTo(200);
            }
        }
    }
}
