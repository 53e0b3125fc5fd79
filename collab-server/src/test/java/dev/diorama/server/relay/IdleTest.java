package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.protocol.Message;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

/** Times as they are without settings, and what they mean for somebody who only waits. */
class IdleTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "[U16] [U45] without settings a sign of life is sent every 20 s, silence ends after 75 s, people of a dead server"
                    + " after 30 s")
    void hasTheTimesOfTheRules() {
        RelayProperties defaults =
                Binder.get(new MockEnvironment()).bindOrCreate("diorama.relay", RelayProperties.class);
        assertThat(defaults.keepAlive()).isEqualTo(Duration.ofSeconds(20));
        assertThat(defaults.silence()).isEqualTo(Duration.ofSeconds(75));
        assertThat(defaults.absence()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    @Tag("long")
    @DisplayName("[U16] who is alone and says nothing for 85 s is still there and has heard four signs of life")
    void keepsWhoOnlyWaits() {
        try (TestServer server = TestServer.start(folder);
                TestClient alone = TestClient.join(server, "room")) {
            Awaitility.await().atMost(Duration.ofSeconds(100)).until(() -> signsOfLife(alone) == 4);
            assertThat(alone.isClosed()).isFalse();
        }
    }

    private static long signsOfLife(TestClient client) {
        return client.messages().stream()
                .filter(Message.AwarenessMessage.class::isInstance)
                .count();
    }
}
