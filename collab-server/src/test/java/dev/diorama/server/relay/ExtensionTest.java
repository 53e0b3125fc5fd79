package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Lib0Reader;
import dev.diorama.scene.lib0.Lib0Writer;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.log.EditClaim;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.testing.RawSocket;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.Inflater;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The extension {@code diorama.v1}, byte for byte as {@code docs/PROTOCOL.md} has it. */
class ExtensionTest {
    private static final AtomicInteger ROOMS = new AtomicInteger();
    private static TestServer server;

    private final String room = "extended " + ROOMS.incrementAndGet();

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("[U90] the extension is chosen where it is offered, and its greeting names log, head and time")
    void greets() throws Exception {
        long before = System.currentTimeMillis();
        try (RawSocket a = RawSocket.open(server.socket(room), "token-1", "diorama.v1")) {
            assertThat(a.subprotocol()).isEqualTo("diorama.v1");
            Lib0Reader hello = extension(a, 0);
            assertThat(hello.readVarUint()).isEqualTo(1);
            assertThat(hello.readVarString())
                    .isEqualTo(server.bean(UpdateLog.class).id());
            assertThat(hello.readVarUint()).isZero();
            assertThat(hello.readVarUint()).isBetween(before, System.currentTimeMillis());
            assertThat(a.first("step 1", frame -> frame[0] == 0 && frame[1] == 0))
                    .isNotEmpty();
            assertThat(a.frames().getFirst()[0]).isEqualTo((byte) 100);

            a.send(message(5).writeVarUint(77).toBytes());
            Lib0Reader time = extension(a, 5);
            assertThat(time.readVarUint()).isEqualTo(77);
            assertThat(time.readVarUint()).isGreaterThanOrEqualTo(before);
        }
    }

    @Test
    @DisplayName(
            "[U91] an edit is acknowledged by number and sequence once it is durable; the others hear of it in their protocol")
    void acknowledges() throws Exception {
        byte[] update = update(7, 1);
        String path = "{\"start\":5,\"samples\":[[0,0,0,0],[16,1,0,0]]}";
        try (RawSocket a = join("", 0);
                RawSocket c = join("", 0);
                TestClient b = TestClient.join(server, room)) {
            a.send(edit(41, "g-1", 1_700_000_000_000L, path, update));
            Lib0Reader acknowledged = extension(a, 1);
            assertThat(acknowledged.readVarUint()).isEqualTo(41);
            assertThat(acknowledged.readVarUint()).isEqualTo(1);
            Lib0Reader entry = extension(c, 2);
            assertThat(entry.readVarUint()).isEqualTo(1);
            assertThat(entry.readVarUint()).isEqualTo(1);
            assertThat(entry.readVarBytes()).isEqualTo(update);
            b.until("plain update", () -> b.updates().size() == 1);
            assertThat(b.updates().getFirst()).isEqualTo(update);

            // Once more: nothing new, nothing logged, acknowledged without a sequence.
            a.send(edit(42, "g-1", 0, "", update));
            byte[] again =
                    a.first("second acknowledgement", frame -> frame[0] == 100 && frame[1] == 1 && frame[2] == 42);
            assertThat(again[3]).isZero();
            assertThat(a.frames()).noneMatch(frame -> frame[0] == 100 && frame[1] == 2);

            List<LoggedUpdate> log = log();
            assertThat(log).hasSize(1);
            assertThat(log.getFirst().claim()).isEqualTo(new EditClaim("g-1", 1_700_000_000_000L, path));
        }
        assertThat(server.get("/api/scenes/" + TestServer.encode(room) + "/updates")
                        .body())
                .contains("\"gesture\":\"g-1\",\"claimed\":1700000000000,\"path\":" + path + ",");
    }

    @Test
    @DisplayName("[U91] plain messages are understood on a socket with the extension, too")
    void takesPlainMessages() throws Exception {
        try (RawSocket a = join("", 0)) {
            byte[] update = update(8, 1);
            a.send(SyncProtocol.encodeUpdate(update));
            Lib0Reader entry = extension(a, 2);
            assertThat(entry.readVarUint()).isEqualTo(1);
            a.send(SyncProtocol.encodeStep1(YDoc.of(1).stateVector()));
            assertThat(a.first("step 2", frame -> frame[0] == 0 && frame[1] == 1))
                    .isNotEmpty();
        }
    }

    @Test
    @DisplayName("[U92] who joins anew gets the packed state, and then what has happened since")
    void packsTheState() throws Exception {
        String hash;
        try (TestClient editor = TestClient.join(server, room)) {
            for (int i = 0; i < 40; i++) {
                int value = i;
                editor.edit(doc -> doc.map("m").set("k" + value, AnyValue.of("some text that packs well " + value)));
            }
            editor.untilAcknowledged();
            hash = editor.read(StateHash::of);
        }
        try (RawSocket a = join("", 0)) {
            Lib0Reader state = extension(a, 3);
            assertThat(state.readVarUint()).isEqualTo(40);
            assertThat(state.readVarUint()).isEqualTo(1);
            byte[] whole = new byte[(int) state.readVarUint()];
            byte[] packed = state.readVarBytes();
            assertThat(packed.length).isLessThan(whole.length / 2);
            Inflater inflater = new Inflater();
            inflater.setInput(packed);
            assertThat(inflater.inflate(whole)).isEqualTo(whole.length);
            inflater.end();
            YDoc doc = YDoc.of(1);
            doc.applyUpdate(whole, null);
            assertThat(StateHash.of(doc)).isEqualTo(hash);
            assertThat(extension(a, 4).readVarUint()).isEqualTo(40);
        }
    }

    @Test
    @DisplayName("[U92] who knows the log up to an entry gets the entries behind it, in order, and no state")
    void resumes() throws Exception {
        try (TestClient editor = TestClient.join(server, room)) {
            for (int i = 0; i < 30; i++) {
                int value = i;
                editor.edit(doc -> doc.map("m").set("k", AnyValue.of(value)));
            }
            editor.untilAcknowledged();
        }
        String log = server.bean(UpdateLog.class).id();
        try (RawSocket a = join(log, 27)) {
            assertThat(extension(a, 4).readVarUint()).isEqualTo(30);
            List<Long> entries = new ArrayList<>();
            for (byte[] frame : a.frames()) {
                if (frame[0] == 100 && frame[1] == 2) {
                    entries.add((long) frame[2]);
                }
                assertThat(frame[0] == 100 && frame[1] == 3).isFalse();
            }
            assertThat(entries).containsExactly(28L, 29L, 30L);
        }
        try (RawSocket upToDate = join(log, 30)) {
            assertThat(extension(upToDate, 4).readVarUint()).isEqualTo(30);
            assertThat(upToDate.frames()).noneMatch(frame -> frame[0] == 100 && (frame[1] == 2 || frame[1] == 3));
        }
        for (RawSocket stranger : List.of(join("another log", 27), join(log, 31))) {
            assertThat(extension(stranger, 3).readVarUint()).isEqualTo(30);
            stranger.close();
        }
    }

    @Test
    @DisplayName("[U93] claims above their limits, and paths that are no JSON objects, close the socket with 4400")
    void refusesStrangeClaims() {
        byte[] update = update(9, 1);
        List<byte[]> strange = List.of(
                edit(1, "g".repeat(65), 0, "", update),
                edit(1, "", 0, "[" + "0,".repeat(5_000) + "0]", update),
                edit(1, "", 0, "[1]", update),
                edit(1, "", 0, "{\"a\":", update),
                edit(1, "", 253_402_300_800_000L, "", update),
                edit(1, "", 0, "", new byte[] {1}),
                new byte[] {100},
                new byte[] {100, 1, 1},
                message(5).writeVarUint(1).writeVarUint(1).toBytes());
        for (byte[] frame : strange) {
            try (RawSocket a = join("", 0)) {
                a.send(frame);
                assertThat(a.awaitClosed().code()).isEqualTo(4400);
            }
        }
        assertThat(log()).isEmpty();
        try (RawSocket a = join("", 0)) {
            a.send(new byte[] {100, 99, 1, 2, 3});
            a.send(edit(5, "", 0, "", update));
            assertThat(a.first("acknowledgement", frame -> frame[0] == 100 && frame[1] == 1)[2])
                    .isEqualTo((byte) 5);
        }
    }

    private RawSocket join(String log, long sequence) {
        RawSocket socket = RawSocket.open(server.socket(room), "diorama.v1");
        socket.send(message(0).writeVarString(log).writeVarUint(sequence).toBytes());
        socket.first("synced", frame -> frame[0] == 100 && frame[1] == 4);
        return socket;
    }

    private static Lib0Reader extension(RawSocket socket, int kind) throws Exception {
        Lib0Reader reader =
                new Lib0Reader(socket.first("message " + kind, frame -> frame[0] == 100 && frame[1] == kind));
        reader.readVarUint();
        reader.readVarUint();
        return reader;
    }

    private static Lib0Writer message(int kind) {
        return new Lib0Writer().writeVarUint(100).writeVarUint(kind);
    }

    private static byte[] edit(long id, String gesture, long millis, String path, byte[] update) {
        return message(1)
                .writeVarUint(id)
                .writeVarString(gesture)
                .writeVarUint(millis)
                .writeVarString(path)
                .writeVarBytes(update)
                .toBytes();
    }

    private static byte[] update(long client, int value) {
        YDoc doc = YDoc.of(client);
        doc.transact(null, () -> doc.map("m").set("k" + client, AnyValue.of(value)));
        return doc.encodeStateAsUpdate();
    }

    private List<LoggedUpdate> log() {
        return server.bean(UpdateLog.class).read(new RoomName(room), 1, Long.MAX_VALUE, 1 << 20, 100);
    }
}
