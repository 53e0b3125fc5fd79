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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much anybody may send, and how much a room may come to hold: each limit, with its reason. */
class LimitsTest {
    private static final AtomicInteger ROOMS = new AtomicInteger();
    private static TestServer server;

    private final String room = "limited room " + ROOMS.incrementAndGet();

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestServer.start(
                folder,
                "--diorama.limits.update-structs=100",
                "--diorama.limits.update-clients=5",
                "--diorama.limits.update-delete-ranges=20",
                "--diorama.limits.state-structs=500",
                "--diorama.limits.state-clients=8",
                "--diorama.limits.state-delete-ranges=40",
                "--diorama.limits.room-clients=13",
                "--diorama.limits.socket-clients=10",
                "--diorama.limits.room-waiting=15",
                "--diorama.limits.socket-waiting=10",
                "--diorama.limits.presence-per-socket=3",
                "--diorama.limits.presence-per-second=1",
                "--diorama.limits.presence-burst=50",
                "--diorama.limits.ask-burst=5",
                "--diorama.limits.bytes-per-second=1KB",
                "--diorama.limits.byte-burst=600KB");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("[U76] a live edit has limits: structs, clients, deleted ranges")
    void limitsEdits() {
        assertRefused(SyncProtocol.encodeUpdate(structs(1, 101)), 4400, "malformed: too many structs: limit=100");
        assertRefused(SyncProtocol.encodeUpdate(clients(6, 0)), 4400, "malformed: too many clients: count=6 limit=5");
        assertRefused(SyncProtocol.encodeUpdate(deletions(21)), 4400, "malformed: ");
        assertThat(server.bean(UpdateLog.class).head(new RoomName(room))).isZero();
    }

    @Test
    @DisplayName("[U76] a step2 has limits of its own: what is too large for a live edit passes")
    void limitsStates() {
        assertRefused(SyncProtocol.encodeStep2(structs(1, 501)), 4400, "malformed: too many structs: limit=500");
        assertRefused(SyncProtocol.encodeStep2(clients(9, 0)), 4400, "malformed: too many clients: count=9 limit=8");
        assertRefused(SyncProtocol.encodeStep2(deletions(41)), 4400, "malformed: ");
        try (TestClient offline = TestClient.open(server.socket(room), YDoc.of(77))) {
            offline.awaitSynced();
            offline.send(SyncProtocol.encodeStep2(structs(3, 300)));
            offline.until("acknowledged", () -> offline.updates().size() == 1);
        }
    }

    @Test
    @DisplayName(
            "[U77] a socket's edits that wait for others are counted, and nothing of what is above the limit is stored")
    void limitsWhatWaitsOfASocket() {
        TestClient attacker = TestClient.join(server, room);
        for (int i = 0; i < 11; i++) {
            attacker.send(SyncProtocol.encodeUpdate(orphan(9, 2 * i + 10)));
        }
        TestClient.Closed closed = attacker.awaitClosed();
        assertThat(closed.code()).isEqualTo(1013);
        assertThat(closed.reason()).isEqualTo("too many edits wait for others: count=11 limit=10");
        assertStored(10);
        assertAlive();
    }

    @Test
    @DisplayName("[U77] what waits in a room has a limit, through however many sockets it came; deletions count")
    void limitsWhatWaitsInARoom() {
        for (int round = 0; round < 3; round++) {
            TestClient attacker = TestClient.join(server, room);
            for (int i = 0; i < 7; i++) {
                attacker.send(SyncProtocol.encodeUpdate(
                        i % 2 == 0 ? orphan(round + 9, 2 * i + 10) : deletion(round + 9, 1_000 + 2 * i)));
            }
            if (round == 2) {
                assertThat(attacker.awaitClosed().reason())
                        .isEqualTo("too many edits wait for others: count=16 limit=15");
            } else {
                attacker.until("acknowledged", () -> attacker.updates().size() == 7);
                attacker.close();
            }
        }
        assertStored(15);
        assertAlive();
    }

    @Test
    @DisplayName("[U77] the clients that a room has heard of are limited, those that edits only name included")
    void limitsClientsOfARoom() {
        TestClient first = TestClient.join(server, room);
        first.send(SyncProtocol.encodeUpdate(clients(5, 100)));
        first.until("acknowledged", () -> first.updates().size() == 1);
        TestClient second = TestClient.join(server, room);
        second.send(SyncProtocol.encodeUpdate(clients(5, 200)));
        second.until("acknowledged", () -> second.updates().size() == 1);
        second.send(SyncProtocol.encodeStep2(clients(5, 300)));
        TestClient.Closed closed = second.awaitClosed();
        assertThat(closed.code()).isEqualTo(4413);
        assertThat(closed.reason()).startsWith("too many clients in the document: count=");
        assertStored(2);
    }

    @Test
    @DisplayName("[U77] live edits of one socket bring so many clients, a step2 brings those of everybody")
    void limitsClientsOfASocket() {
        TestClient attacker = TestClient.join(server, room);
        attacker.send(SyncProtocol.encodeStep2(clients(1, 50)));
        for (int i = 0; i < 10; i++) {
            attacker.send(SyncProtocol.encodeUpdate(clients(1, 100 + i)));
        }
        attacker.until("acknowledged", () -> attacker.updates().size() == 11);
        attacker.send(SyncProtocol.encodeUpdate(clients(1, 110)));
        TestClient.Closed closed = attacker.awaitClosed();
        assertThat(closed.code()).isEqualTo(4413);
        assertThat(closed.reason()).startsWith("too many clients in the document: count=");
        assertStored(11);
    }

    @Test
    @DisplayName("[U78] a socket speaks for so many people, and repeats as many others as it likes")
    void limitsPresence() {
        List<TestClient> people = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            TestClient person = TestClient.join(server, room);
            person.present("{\"n\":" + i + "}");
            people.add(person);
        }
        TestClient last = people.getLast();
        last.until("sees all", () -> people.stream().allMatch(each -> last.presenceOf(each) != null));
        last.repeatPresence();
        last.present("{\"n\":\"again\"}");
        people.getFirst()
                .until(
                        "relayed",
                        () -> "{\"n\":\"again\"}".equals(people.getFirst().presenceOf(last)));
        people.forEach(TestClient::close);

        assertRefused(presence(4, 1, "{}"), 4400, "malformed: one socket speaks for too many: clients=4 limit=3");
        assertRefused(presence(20_000, 1, "{}"), 4400, "malformed: one socket speaks for too many: clients=4");
    }

    @Test
    @DisplayName("[U79] whoever asks for a large room again and again is closed")
    void limitsAsking() {
        try (TestClient editor = TestClient.join(server, room)) {
            editor.edit(doc -> doc.map("m").set("large", AnyValue.of("x".repeat(100_000))));
            editor.untilAcknowledged();
            TestClient attacker = TestClient.join(server, room);
            for (int i = 0; i < 20; i++) {
                attacker.send(new byte[] {0, 0, 1, 0});
            }
            TestClient.Closed closed = attacker.awaitClosed();
            assertThat(closed.code()).isEqualTo(1013);
            assertThat(closed.reason()).isEqualTo("the state was asked for too often");
            assertThat(editor.isClosed()).isFalse();
        }
    }

    @Test
    @DisplayName("[U79] too much news of people closes its socket; what is repeated does not count")
    void limitsNewsOfPeople() {
        try (TestClient honest = TestClient.join(server, room)) {
            for (int i = 0; i < 200; i++) {
                honest.send(presence(1, 1, "{}"));
            }
            TestClient attacker = TestClient.join(server, room);
            for (int clock = 2; clock < 80; clock++) {
                attacker.send(presence(1, clock, "{}"));
            }
            TestClient.Closed closed = attacker.awaitClosed();
            assertThat(closed.code()).isEqualTo(1013);
            assertThat(closed.reason()).isEqualTo("too much presence a second");
            honest.edit(doc -> doc.map("m").set("k", AnyValue.of(1)));
            honest.untilAcknowledged();
        }
    }

    @Test
    @DisplayName("[U79] too many bytes a second close their socket")
    void limitsBytes() {
        TestClient attacker = TestClient.join(server, room);
        for (int i = 0; i < 7; i++) {
            attacker.send(new Lib0Writer()
                    .writeVarUint(99)
                    .writeBytes(new byte[100_000])
                    .toBytes());
        }
        TestClient.Closed closed = attacker.awaitClosed();
        assertThat(closed.code()).isEqualTo(1013);
        assertThat(closed.reason()).isEqualTo("too many bytes a second");
    }

    @Test
    @DisplayName("[U80] deep nesting, long strings and numbers out of range close their socket with what is wrong")
    void refusesBombs() {
        Lib0Writer deep = new Lib0Writer();
        for (int i = 0; i < 100; i++) {
            deep.writeUint8(117).writeVarUint(1);
        }
        deep.writeUint8(126);
        assertRefused(
                SyncProtocol.encodeUpdate(any(7, 0, deep.toBytes())),
                4400,
                "malformed: any-value nested too deep: limit=64");
        byte[] long53 = new Lib0Writer()
                .writeVarUint(1)
                .writeVarUint(1)
                .writeVarUint((1L << 53) - 1)
                .toBytes();
        assertRefused(SyncProtocol.encodeUpdate(long53), 4400, "malformed: ");
        byte[] clock = new Lib0Writer()
                .writeVarUint(1)
                .writeVarUint(1)
                .writeVarUint(5)
                .writeVarUint((1L << 53) - 1)
                .toBytes();
        assertRefused(SyncProtocol.encodeUpdate(clock), 4400, "malformed: ");
        byte[] count = new Lib0Writer().writeVarUint((1L << 53) - 1).toBytes();
        assertRefused(SyncProtocol.encodeUpdate(count), 4400, "malformed: ");
        assertRefused(step1(count), 4400, "malformed: ");
        assertAlive();
    }

    private void assertRefused(byte[] frame, int code, String reason) {
        TestClient attacker = TestClient.join(server, room);
        attacker.send(frame);
        TestClient.Closed closed = attacker.awaitClosed();
        assertThat(closed.code()).isEqualTo(code);
        assertThat(closed.reason()).startsWith(reason);
    }

    /** What was let in before the refusal is in the log, which may still be busy with it, and nothing else. */
    private void assertStored(long entries) {
        UpdateLog log = server.bean(UpdateLog.class);
        Awaitility.await("stored").until(() -> log.head(new RoomName(room)) >= entries);
        assertThat(log.head(new RoomName(room))).isEqualTo(entries);
    }

    /** The room takes honest edits, and its history is whole. */
    private void assertAlive() {
        try (TestClient honest = TestClient.join(server, room);
                TestClient witness = TestClient.join(server, room)) {
            honest.edit(doc -> doc.map("after").set("k", AnyValue.of(1)));
            witness.until("alive", () -> witness.read(doc -> doc.map("after").has("k")));
            assertThat(witness.read(StateHash::of)).isEqualTo(honest.read(StateHash::of));
        }
    }

    private static byte[] step1(byte[] stateVector) {
        return new Lib0Writer()
                .writeVarUint(0)
                .writeVarUint(0)
                .writeVarBytes(stateVector)
                .toBytes();
    }

    /** So many structs of one client. */
    private static byte[] structs(int client, int count) {
        Lib0Writer writer = new Lib0Writer()
                .writeVarUint(1)
                .writeVarUint(count)
                .writeVarUint(client)
                .writeVarUint(0);
        for (int i = 0; i < count; i++) {
            value(writer, "k" + i);
        }
        return writer.writeVarUint(0).toBytes();
    }

    /** One struct of each of so many clients. */
    private static byte[] clients(int count, int first) {
        Lib0Writer writer = new Lib0Writer().writeVarUint(count);
        for (int i = 0; i < count; i++) {
            writer.writeVarUint(1).writeVarUint(first + i).writeVarUint(0);
            value(writer, "c" + (first + i));
        }
        return writer.writeVarUint(0).toBytes();
    }

    private static void value(Lib0Writer writer, String key) {
        writer.writeUint8(0x28)
                .writeVarUint(1)
                .writeVarString("m")
                .writeVarString(key)
                .writeVarUint(1)
                .writeUint8(126);
    }

    /** A struct with this value. */
    private static byte[] any(int client, int clock, byte[] value) {
        return new Lib0Writer()
                .writeVarUint(1)
                .writeVarUint(1)
                .writeVarUint(client)
                .writeVarUint(clock)
                .writeUint8(0x28)
                .writeVarUint(1)
                .writeVarString("m")
                .writeVarString("k")
                .writeVarUint(1)
                .writeBytes(value)
                .writeVarUint(0)
                .toBytes();
    }

    /** A struct whose predecessor never comes. */
    private static byte[] orphan(int client, int clock) {
        return any(client, clock, new byte[] {126});
    }

    private static byte[] deletions(int ranges) {
        Lib0Writer writer =
                new Lib0Writer().writeVarUint(0).writeVarUint(1).writeVarUint(7).writeVarUint(ranges);
        for (int i = 0; i < ranges; i++) {
            writer.writeVarUint(2L * i).writeVarUint(1);
        }
        return writer.toBytes();
    }

    private static byte[] deletion(int client, int clock) {
        return new Lib0Writer()
                .writeVarUint(0)
                .writeVarUint(1)
                .writeVarUint(client)
                .writeVarUint(1)
                .writeVarUint(clock)
                .writeVarUint(1)
                .toBytes();
    }

    private static byte[] presence(int clients, int clock, String state) {
        Lib0Writer writer = new Lib0Writer().writeVarUint(clients);
        for (int i = 0; i < clients; i++) {
            writer.writeVarUint(1_000_000 + i).writeVarUint(clock).writeVarString(state);
        }
        return SyncProtocol.encodeAwareness(writer.toBytes());
    }
}
