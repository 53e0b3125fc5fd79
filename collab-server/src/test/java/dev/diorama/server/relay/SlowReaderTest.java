package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sockets that do not read. */
class SlowReaderTest {
    private static final int EDITS = 300;
    private static final String BIG = "x".repeat(100_000);

    @TempDir
    private Path folder;

    @Test
    @DisplayName("[U17] a socket that does not read delays nobody, and gets from the log what it missed")
    void catchesUp() {
        try (TestServer server = TestServer.start(folder, "--diorama.relay.outbound=256KB");
                TestClient editor = TestClient.join(server, "room");
                TestClient witness = TestClient.join(server, "room")) {
            TestClient slow = TestClient.join(server, "room");
            slow.pause();
            editAndWait(editor, witness);
            int read = slow.updates().size();
            assertThat(read).isLessThan(EDITS);
            slow.resume();
            slow.until("caught up", () -> slow.updates().size() == EDITS);
            String hash = editor.read(StateHash::of);
            assertThat(slow.read(StateHash::of)).isEqualTo(hash);
            editor.edit(doc -> doc.map("m").set("after", AnyValue.of(1)));
            slow.until("live again", () -> slow.read(doc -> doc.map("m").has("after")));
            slow.close();
        }
    }

    @Test
    @DisplayName("[U17] a socket that never reads is closed, and what waits for it is bounded")
    void closesWhoNeverReads() {
        try (TestServer server =
                        TestServer.start(folder, "--diorama.relay.outbound=256KB", "--diorama.relay.drain=1s");
                TestClient editor = TestClient.join(server, "room");
                TestClient witness = TestClient.join(server, "room")) {
            TestClient slow = TestClient.join(server, "room");
            slow.pause();
            Sockets sockets = server.bean(Sockets.class);
            assertThat(sockets.size()).isEqualTo(3);
            editAndWait(editor, witness);
            assertThat(sockets.queuedBytes()).isLessThan(2_000_000);
            witness.until("the slow one is gone", () -> sockets.size() == 2);
        }
    }

    @Test
    @DisplayName("[U16] a socket that gives no sign of life is dropped, one that answers pings stays")
    void dropsTheDead() {
        try (TestServer server =
                        TestServer.start(folder, "--diorama.relay.keep-alive=200ms", "--diorama.relay.silence=5s");
                TestClient alive = TestClient.join(server, "room")) {
            TestClient dead = TestClient.join(server, "room");
            dead.present("{}");
            alive.until("presence", () -> alive.presenceOf(dead) != null);
            // Who does not read does not see the ping either.
            dead.pause();
            alive.until("the dead one is gone", () -> alive.presenceOf(dead) == null);
            assertThat(server.bean(Sockets.class).size()).isEqualTo(1);
            assertThat(alive.isClosed()).isFalse();
        }
    }

    private static void editAndWait(TestClient editor, TestClient witness) {
        for (int i = 0; i < EDITS; i++) {
            String key = "key " + i;
            editor.edit((YDoc doc) -> doc.map("m").set(key, AnyValue.of(BIG)));
        }
        editor.until("acknowledged", () -> editor.updates().size() == EDITS);
        witness.until("relayed", () -> witness.updates().size() == EDITS);
    }
}
