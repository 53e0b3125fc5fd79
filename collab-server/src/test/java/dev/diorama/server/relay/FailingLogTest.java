package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.protocol.Message;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.CollabServerApplication;
import dev.diorama.server.access.Admission;
import dev.diorama.server.access.Role;
import dev.diorama.server.access.RoomAccess;
import dev.diorama.server.log.LogUnavailableException;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.testing.ForwardedLog;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** The relay when the log waits or refuses, and when somebody may only look. */
class FailingLogTest {
    private TestServer server;
    private GatedLog log;

    @BeforeEach
    void start(@TempDir Path folder) {
        server = TestServer.start(List.of(CollabServerApplication.class, Doubles.class), folder);
        log = server.bean(GatedLog.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    @DisplayName(
            "[U8] [U9] while the commit takes, nobody hears of the edit: no echo, no fan-out, no answer that holds it")
    void waitsForTheCommit() {
        try (TestClient editor = TestClient.join(server, "room");
                TestClient witness = TestClient.join(server, "room")) {
            CompletableFuture<Void> gate = log.close();
            editor.edit(doc -> doc.map("m").set("k", AnyValue.of(1)));
            editor.until("the log has been asked", log::isWaiting);
            TestClient joiner = TestClient.open(server.socket("room"), YDoc.of(5));
            joiner.until("greeted", () -> !joiner.messages().isEmpty());
            // Presence overtakes nothing: when it has arrived, whatever the room had sent before has arrived too.
            editor.present("{}");
            witness.until("presence", () -> witness.presenceOf(editor) != null);
            joiner.until("presence", () -> joiner.presenceOf(editor) != null);
            assertThat(editor.updates()).isEmpty();
            assertThat(witness.updates()).isEmpty();
            assertThat(joiner.messages()).noneMatch(Message.SyncStep2.class::isInstance);

            gate.complete(null);
            editor.untilAcknowledged();
            joiner.awaitSynced();
            assertThat(joiner.read(StateHash::of)).isEqualTo(editor.read(StateHash::of));
            witness.until("relayed", () -> witness.updates().size() == 1);
            joiner.close();
        }
    }

    @Test
    @DisplayName("[U10] what the log refuses nobody hears of, and the room is as the log has it")
    void forgetsWhatWasRefused() {
        TestClient editor = TestClient.join(server, "room");
        TestClient witness = TestClient.join(server, "room");
        editor.edit(doc -> doc.map("m").set("kept", AnyValue.of(1)));
        editor.untilAcknowledged();
        CompletableFuture<Void> gate = log.close();
        editor.edit(doc -> doc.map("m").set("lost", AnyValue.of(1)));
        editor.until("the log has been asked", log::isWaiting);
        gate.completeExceptionally(new LogUnavailableException("the disk is full"));

        assertThat(editor.awaitClosed().code()).isEqualTo(1013);
        assertThat(witness.awaitClosed().code()).isEqualTo(1013);
        assertThat(editor.updates()).hasSize(1);
        assertThat(witness.updates()).hasSize(1);
        log.gate.set(null);
        try (TestClient later = TestClient.join(server, "room")) {
            boolean kept = later.read(doc -> doc.map("m").has("kept"));
            boolean lost = later.read(doc -> doc.map("m").has("lost"));
            assertThat(kept).isTrue();
            assertThat(lost).isFalse();
            // The editor comes back with its document, as a provider does.
            TestClient back = TestClient.open(server.socket("room"), editor.read(doc -> doc));
            later.until(
                    "the lost edit again", () -> later.read(doc -> doc.map("m").has("lost")));
            back.close();
        }
    }

    @Test
    @DisplayName("[U23] who may only look is told so once, changes nothing and is seen")
    void refusesViewers() {
        try (TestClient viewer = TestClient.join(server, "look at me");
                TestClient other = TestClient.join(server, "look at me")) {
            viewer.edit(doc -> doc.map("m").set("k", AnyValue.of(1)));
            viewer.edit(doc -> doc.map("m").set("k", AnyValue.of(2)));
            viewer.present("{}");
            other.until("presence", () -> other.presenceOf(viewer) != null);
            viewer.until("refusal", () -> viewer.messages().stream().anyMatch(Message.AuthDenied.class::isInstance));
            assertThat(viewer.messages())
                    .filteredOn(Message.AuthDenied.class::isInstance)
                    .hasSize(1);
            assertThat(other.updates()).isEmpty();
            assertThat(log.head(new RoomName("look at me"))).isZero();
        }
    }

    /** Beans of this test beside the server's own; without an annotation, so that no other test finds them. */
    static class Doubles {
        @Bean
        @Primary
        GatedLog gatedLog(@Qualifier("updateLog") UpdateLog log) {
            return new GatedLog(log);
        }

        @Bean
        @Primary
        RoomAccess viewersAndEditors() {
            return new RoomAccess() {
                @Override
                public Admission enter(RoomName room, ServerHttpRequest request) {
                    boolean looks = room.value().startsWith("look");
                    return new Admission(looks ? Role.VIEWER : Role.EDITOR, null);
                }

                @Override
                public String description() {
                    return "a test";
                }
            };
        }
    }

    /** A log whose appends wait at a gate, which may refuse them. */
    static final class GatedLog extends ForwardedLog {
        private final AtomicReference<@Nullable CompletableFuture<Void>> gate = new AtomicReference<>();
        private final CountDownLatch waiting = new CountDownLatch(1);

        GatedLog(UpdateLog log) {
            super(log);
        }

        CompletableFuture<Void> close() {
            CompletableFuture<Void> closed = new CompletableFuture<>();
            gate.set(closed);
            return closed;
        }

        boolean isWaiting() {
            return waiting.getCount() == 0;
        }

        @Override
        public CompletableFuture<Long> append(RoomName room, NewUpdate update) {
            CompletableFuture<Void> closed = gate.get();
            if (closed == null) {
                return super.append(room, update);
            }
            waiting.countDown();
            return closed.thenCompose(open -> super.append(room, update));
        }
    }
}
