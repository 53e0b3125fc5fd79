package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.server.CollabServerApplication;
import dev.diorama.server.access.Admission;
import dev.diorama.server.access.Role;
import dev.diorama.server.access.RoomAccess;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.testing.NodeProcess;
import dev.diorama.server.testing.RawSocket;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ResponseStatusException;

/** The npm providers as they are, in Node; what they do is in {@code yjs-sidecar/testing/providers.mjs}. */
class ProviderTest {
    private static final AtomicInteger ROOMS = new AtomicInteger();
    private static final AtomicReference<Role> ROLE = new AtomicReference<>(Role.EDITOR);
    private static TestServer server;

    private final String room = "providers/" + ROOMS.incrementAndGet();

    @BeforeAll
    static void start(@TempDir Path folder) {
        assumeFalse(Boolean.getBoolean("diorama.skipWeb"), "built without Node");
        server = TestServer.start(List.of(CollabServerApplication.class, Roles.class), folder);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @DisplayName("[U100] y-websocket's providers of all generations find here what their own server gives")
    @CsvSource({
        "y-websocket-2,empty", "y-websocket-3,empty", "y-websocket-4,empty",
        "y-websocket-2,large", "y-websocket-3,large", "y-websocket-4,large",
        "y-websocket-2,offline", "y-websocket-3,offline", "y-websocket-4,offline",
        "y-websocket-2,maps", "y-websocket-3,maps", "y-websocket-4,maps",
        "y-websocket-2,awareness", "y-websocket-3,awareness", "y-websocket-4,awareness",
        "y-websocket-3,oddities", "y-websocket-3,burst", "y-websocket-3,text",
        "y-websocket-2,subprotocol", "y-websocket-3,subprotocol", "y-websocket-3,malformed"
    })
    void serves(String provider, String scenario) {
        passes(provider, scenario, server.port(), 120);
    }

    @ParameterizedTest
    @DisplayName("[U101] who comes back is seen at once")
    @ValueSource(strings = {"y-websocket-2", "y-websocket-3", "y-websocket-4"})
    void seesWhoComesBack(String provider) {
        passes(provider, "comeback", server.port(), 60);
    }

    @Tag("long")
    @ParameterizedTest
    @DisplayName("[U16] a lone client stays connected for more than a minute, with a sign of life every 20 s")
    @CsvSource({"y-websocket-2,alone", "y-websocket-3,alone", "y-websocket-4,alone", "y-websocket-3,keepalive"})
    void keepsIdleClients(String provider, String scenario) {
        passes(provider, scenario, server.port(), 120);
    }

    @ParameterizedTest
    @DisplayName("[U23] who may only look is told so once, edits nothing, and is present")
    @ValueSource(strings = {"y-websocket-2", "y-websocket-3"})
    void refusesReaders(String provider) {
        seed();
        ROLE.set(Role.VIEWER);
        try (NodeProcess node = start(provider, "readonly", server.port())) {
            node.awaitLine("ask role editor");
            ROLE.set(Role.EDITOR);
            node.tell("done");
            assertPasses(node, 60);
        } finally {
            ROLE.set(Role.EDITOR);
        }
    }

    @ParameterizedTest
    @DisplayName("[U102] who is sent away is told why by a permanent code")
    @CsvSource({"y-websocket-2,kick", "y-websocket-3,kick", "y-websocket-3,hocuspocus-kick"})
    void kicks(String provider, String scenario) {
        try (NodeProcess node = start(provider, scenario, server.port())) {
            node.awaitLine("ask kick");
            server.bean(Sockets.class).forEach((session, each) -> {
                if (each.name().equals(new RoomName(room))) {
                    session.close(new CloseReason(4403, "you may no longer be here"));
                }
            });
            node.tell("done");
            assertPasses(node, 60);
        }
    }

    @ParameterizedTest
    @DisplayName(
            "[U103] Hocuspocus's provider shares rooms with all others: state, edits, presence, reconnects, many documents on a socket")
    @ValueSource(
            strings = {
                "hocuspocus",
                "hocuspocus-empty",
                "hocuspocus-large",
                "hocuspocus-offline",
                "hocuspocus-maps",
                "hocuspocus-many",
                "hocuspocus-reconnect"
            })
    void servesHocuspocus(String scenario) {
        passes("y-websocket-3", scenario, server.port(), 60);
    }

    @Tag("long")
    @Test
    @DisplayName("[U103] a lone client of Hocuspocus's provider stays connected for more than a minute")
    void keepsIdleHocuspocus() {
        passes("y-websocket-3", "hocuspocus-idle", server.port(), 120);
    }

    @Test
    @DisplayName("[U104] Hocuspocus's provider is let in by its token, which says whether it may edit")
    void asksForTokens() {
        seed();
        passes("y-websocket-3", "hocuspocus-readonly", server.port(), 60);
    }

    @Test
    @DisplayName("[U105] who has to show other credentials is told so before the upgrade, by 401")
    void asksForCredentials() {
        assertThatThrownBy(() -> RawSocket.open(server.socket("secret")))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(401));
    }

    private void seed() {
        try (TestClient editor = TestClient.join(server, room)) {
            editor.edit(doc -> doc.map("m").set("k", AnyValue.of("before")));
            editor.untilAcknowledged();
        }
    }

    private void passes(String provider, String scenario, int port, int seconds) {
        try (NodeProcess node = start(provider, scenario, port)) {
            assertPasses(node, seconds);
        }
    }

    private NodeProcess start(String provider, String scenario, int port) {
        return NodeProcess.start(Map.of(), "testing/providers.mjs", provider, scenario, Integer.toString(port), room);
    }

    static void assertPasses(NodeProcess node, int seconds) {
        await("the end of the scenario")
                .atMost(Duration.ofSeconds(seconds))
                .pollInterval(Duration.ofMillis(20))
                .until(() ->
                        node.output().stream().anyMatch(line -> line.equals("passed") || line.startsWith("failed")));
        assertThat(node.output()).contains("passed");
    }

    /** Roles as this test gives them: by the socket, or by a token. */
    @Configuration(proxyBeanMethods = false)
    static class Roles {
        @Bean
        @Primary
        RoomAccess roles() {
            return new RoomAccess() {
                @Override
                public Admission enter(RoomName room, ServerHttpRequest request) {
                    if (room.value().startsWith("secret")) {
                        throw new ResponseStatusException(HttpStatus.UNAUTHORIZED);
                    }
                    return new Admission(ROLE.get(), null);
                }

                @Override
                public Admission enter(RoomName room, ServerHttpRequest request, String token) {
                    return switch (token) {
                        case "viewer" -> new Admission(Role.VIEWER, null);
                        case "wrong" -> new Admission(Role.NONE, null);
                        default -> new Admission(Role.EDITOR, null);
                    };
                }

                @Override
                public String description() {
                    return "roles of a test";
                }
            };
        }
    }
}
