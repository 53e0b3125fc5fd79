package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Lib0Writer;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.testing.RawSocket;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people bring who were away for long, by the limits as they come: an honest day passes, a bomb does not. */
class OfflineTest {
    /** Eight hours with a gesture every two seconds. */
    private static final int GESTURES = 14_400;

    private static final int NODES = 200;
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestServer.start(folder, "--diorama.limits.exempt-loopback=false");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("[U76] [U77] [U79] a whole day of edits offline, merged into one step2, is taken and everybody has it")
    void takesAMergedDay() {
        YDoc day = YDoc.of(100);
        IntStream.range(0, GESTURES).forEach(i -> edit(day, i));
        try (TestClient witness = TestClient.join(server, "merged");
                TestClient back = TestClient.open(server.socket("merged"), day)) {
            String hash = back.read(StateHash::of);
            witness.until("the day", () -> witness.read(StateHash::of).equals(hash));
            assertThat(back.isClosed()).isFalse();
        }
    }

    @Test
    @DisplayName("[U79] [U91] a whole day of edits offline, sent entry by entry as fast as the network takes them, is"
            + " acknowledged entry by entry")
    void takesADayOfEntries() {
        List<byte[]> entries = new ArrayList<>();
        YDoc day = YDoc.of(101);
        day.onUpdate((update, origin, local) -> entries.add(update));
        IntStream.range(0, GESTURES).forEach(i -> edit(day, i));
        assertThat(entries).hasSize(GESTURES);
        RawSocket back = RawSocket.open(server.socket("entries"), "diorama.v1");
        for (int i = 0; i < GESTURES; i++) {
            back.send(new Lib0Writer()
                    .writeVarUint(100)
                    .writeVarUint(1)
                    .writeVarUint(i + 1)
                    .writeVarString("g-" + i)
                    .writeVarUint(1_700_000_000_000L + 2_000L * i)
                    .writeVarString("")
                    .writeVarBytes(entries.get(i))
                    .toBytes());
        }
        Awaitility.await("all acknowledged")
                .atMost(Duration.ofSeconds(60))
                .until(() -> acknowledgements(back) == GESTURES);
        assertThat(server.bean(UpdateLog.class).head(new RoomName("entries"))).isEqualTo(GESTURES);
        try (TestClient joiner = TestClient.join(server, "entries")) {
            assertThat(joiner.read(StateHash::of)).isEqualTo(StateHash.of(day));
        }
        back.close();
    }

    @Test
    @DisplayName("[U80] a string above 16 MiB closes its socket with what is wrong, one below is taken")
    void limitsStrings() {
        try (TestClient honest = TestClient.join(server, "strings")) {
            honest.send(SyncProtocol.encodeStep2(text(7, 15 << 20)));
            honest.until("taken", () -> honest.updates().size() == 1);
        }
        TestClient attacker = TestClient.join(server, "strings");
        attacker.send(SyncProtocol.encodeStep2(text(8, (16 << 20) + 1)));
        TestClient.Closed closed = attacker.awaitClosed();
        assertThat(closed.code()).isEqualTo(4400);
        assertThat(closed.reason()).startsWith("malformed: ").contains("string");
        assertThat(server.bean(UpdateLog.class).head(new RoomName("strings"))).isEqualTo(1);
    }

    private static void edit(YDoc day, int i) {
        day.transact(null, () -> day.map("node " + i % NODES).set("p", AnyValue.of(i, i * 0.5f, -i)));
    }

    private static long acknowledgements(RawSocket socket) {
        return socket.frames().stream()
                .filter(frame -> frame[0] == 100 && frame[1] == 1)
                .count();
    }

    /** A struct with a text of so many bytes. */
    private static byte[] text(int client, int bytes) {
        return new Lib0Writer()
                .writeVarUint(1)
                .writeVarUint(1)
                .writeVarUint(client)
                .writeVarUint(0)
                .writeUint8(0x28)
                .writeVarUint(1)
                .writeVarString("m")
                .writeVarString("k")
                .writeVarUint(1)
                .writeUint8(119)
                .writeVarString("x".repeat(bytes))
                .writeVarUint(0)
                .toBytes();
    }
}
