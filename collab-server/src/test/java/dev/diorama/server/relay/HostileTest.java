package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Lib0Writer;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What no honest client sends. */
class HostileTest {
    private static final AtomicInteger ROOMS = new AtomicInteger();
    private static TestServer server;

    private final String room = "room " + ROOMS.incrementAndGet();

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestServer.start(
                folder,
                "--diorama.relay.update=64KB",
                "--diorama.relay.state=256KB",
                "--diorama.relay.message-burst=2000",
                "--diorama.relay.messages-per-second=100");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("[U13] malformed bytes close their socket with a reason and change nothing")
    void refusesMalformedBytes() {
        try (TestClient witness = TestClient.join(server, room)) {
            witness.edit(doc -> doc.map("m").set("k", AnyValue.of("before")));
            witness.untilAcknowledged();
            String hash = witness.read(StateHash::of);
            byte[] good = witness.sent().getFirst();
            byte[][] frames = {
                {},
                {0},
                {0, 9, 0},
                {0, 0},
                {0, 0, 5, 1},
                {0, 2, 0},
                {0, 2, 3, 1, 1, 1},
                {0, 2, 2, 0, 0, 7},
                {
                    (byte) 0xFF,
                    (byte) 0xFF,
                    (byte) 0xFF,
                    (byte) 0xFF,
                    (byte) 0xFF,
                    (byte) 0xFF,
                    (byte) 0xFF,
                    (byte) 0xFF,
                    0x7F
                },
                {1, 2, 1, 1},
                SyncProtocol.encodeUpdate(Arrays.copyOf(good, good.length - 1)),
                SyncProtocol.encodeUpdate(Arrays.copyOf(good, good.length + 1)),
                SyncProtocol.encodeAwareness(new Lib0Writer()
                        .writeVarUint(1)
                        .writeVarUint(7)
                        .writeVarUint(1)
                        .writeVarString("{\"no json")
                        .toBytes())
            };
            for (byte[] frame : frames) {
                assertRefused(frame);
            }
            assertThat(witness.read(StateHash::of)).isEqualTo(hash);
            assertThat(witness.updates()).hasSize(1);
            assertThat(server.bean(UpdateLog.class).head(new RoomName(room))).isEqualTo(1);
        }
    }

    private void assertRefused(byte[] frame) {
        TestClient attacker = TestClient.join(server, room);
        attacker.send(frame);
        TestClient.Closed closed = attacker.awaitClosed();
        assertThat(closed.code()).as(Arrays.toString(frame)).isEqualTo(4400);
        assertThat(closed.reason()).as(Arrays.toString(frame)).startsWith("malformed: ");
    }

    @Test
    @DisplayName("[U13] [U86] what follows malformed bytes on the same socket is dropped")
    void dropsWhatFollows() {
        TestClient attacker = TestClient.join(server, room);
        attacker.send(new byte[] {0, 9, 0});
        attacker.edit(doc -> doc.map("m").set("k", AnyValue.of(1)));
        assertThat(attacker.awaitClosed().code()).isEqualTo(4400);
        assertThat(server.bean(UpdateLog.class).head(new RoomName(room))).isZero();
    }

    @Test
    @DisplayName("[U13] random damage to real updates closes the socket or is taken, and the room lives on")
    void survivesRandomDamage() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        YDoc doc = YDoc.of(4);
        doc.map("nodes").setMap("n").set("p", AnyValue.of(1, 2, 3));
        doc.text("t").insert(0, "text");
        byte[] update = doc.encodeStateAsUpdate();
        for (int i = 0; i < 60; i++) {
            byte[] damaged = update.clone();
            for (int n = random.nextInt(1, 4); n > 0; n--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            TestClient attacker = TestClient.join(server, room);
            attacker.send(SyncProtocol.encodeUpdate(damaged));
            attacker.until(
                    "an answer, seed=" + seed,
                    () -> attacker.isClosed() || attacker.updates().stream().anyMatch(u -> Arrays.equals(u, damaged)));
            attacker.abort();
        }
        try (TestClient a = TestClient.join(server, room);
                TestClient b = TestClient.join(server, room)) {
            a.edit(d -> d.map("after").set("k", AnyValue.of(1)));
            b.until("alive, seed=" + seed, () -> b.read(d -> d.map("after").has("k")));
            // Who forges other content for the same ids is promised no convergence, but the room and its history go on.
            assertThat(server.get("/api/scenes/" + TestServer.encode(room) + "/state")
                            .statusCode())
                    .as("seed=%d", seed)
                    .isEqualTo(200);
        }
    }

    @Test
    @DisplayName("[U14] a text frame closes its socket")
    void refusesText() {
        TestClient attacker = TestClient.join(server, room);
        attacker.sendText("hello");
        assertThat(attacker.awaitClosed().code()).isEqualTo(1003);
    }

    @Test
    @DisplayName("[U18] what is above a limit closes its socket with a reason, what is below does not")
    void enforcesSizes() {
        TestClient honest = TestClient.join(server, room);
        honest.edit(doc -> doc.map("m").set("big", AnyValue.of("x".repeat(60_000))));
        honest.untilAcknowledged();
        honest.close();

        TestClient attacker = TestClient.join(server, room);
        attacker.edit(doc -> doc.map("m").set("big", AnyValue.of("x".repeat(70_000))));
        TestClient.Closed closed = attacker.awaitClosed();
        assertThat(closed.code()).isEqualTo(4413);
        assertThat(closed.reason()).startsWith("update is too large: bytes=");

        YDoc large = YDoc.of(5);
        large.map("m").set("offline", AnyValue.of("x".repeat(200_000)));
        TestClient offline = TestClient.open(server.socket(room), large);
        offline.until("acknowledged", () -> offline.updates().size() == 1);
        offline.close();

        YDoc tooLarge = YDoc.of(6);
        tooLarge.map("m").set("offline", AnyValue.of("x".repeat(270_000)));
        TestClient flood = TestClient.open(server.socket(room), tooLarge);
        assertThat(flood.awaitClosed().code()).isIn(4413, 1009, 1006);
    }

    @Test
    @DisplayName("[U18] presence above its limit is not relayed, and its sender stays")
    void dropsLargePresence() {
        try (TestClient a = TestClient.join(server, room);
                TestClient b = TestClient.join(server, room)) {
            a.present("{\"x\":\"" + "x".repeat(5_000) + "\"}");
            a.present("{\"x\":1}");
            b.until("the small one", () -> "{\"x\":1}".equals(b.presenceOf(a)));
        }
    }

    @Test
    @DisplayName("[U18] [U86] too many messages close their socket, and who sends them hears why")
    void enforcesTheRate() {
        TestClient attacker = TestClient.join(server, room);
        for (int i = 0; i < 5_000; i++) {
            attacker.send(new byte[] {3});
        }
        TestClient.Closed closed = attacker.awaitClosed();
        assertThat(closed.code()).isEqualTo(1013);
        assertThat(closed.reason()).isEqualTo("too many messages a second");
    }
}
