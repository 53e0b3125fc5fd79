package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.protocol.Message;
import dev.diorama.server.testing.ServerProcess;
import dev.diorama.server.testing.SqliteDisk;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Observes that an edit is synced to disk before anybody hears of it, which {@code kill -9} cannot show: the kernel keeps what a killed
 * process wrote.
 *
 * <p>What is observed is that SQLite called {@code fsync} on its write-ahead log after it wrote the edit there, and that the call came back
 * before the edit left. That the kernel and the disk do what {@code fsync} promises is theirs.
 */
class SyncedBeforeEchoTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName(
            "[U3] [U8] [U9] while fsync is held nobody hears of the edit and no answer holds it; then everybody does")
    void waitsForTheDisk() {
        assumeTrue(possible());
        try (SqliteDisk disk = SqliteDisk.watch();
                TestServer server = TestServer.start(folder);
                TestClient editor = TestClient.join(server, "room");
                TestClient witness = TestClient.join(server, "room")) {
            CompletableFuture<Boolean> gate = disk.holdSyncs();
            edit(editor, "held at the disk");
            editor.until("fsync is called", disk::isHolding);
            assertThat(disk.isUnsynced("held at the disk")).isTrue();
            TestClient joiner = TestClient.open(server.socket("room"), YDoc.of(5));
            joiner.until("greeted", () -> !joiner.messages().isEmpty());
            // Presence overtakes nothing: when it has arrived, whatever the room had sent before has arrived too.
            editor.present("{}");
            witness.until("presence", () -> witness.presenceOf(editor) != null);
            joiner.until("presence", () -> joiner.presenceOf(editor) != null);
            assertThat(editor.updates()).isEmpty();
            assertThat(witness.updates()).isEmpty();
            assertThat(joiner.messages()).noneMatch(Message.SyncStep2.class::isInstance);
            assertThat(server.get("/api/scenes/room/updates").body()).contains("\"head\":0");

            disk.letSyncsPass();
            gate.complete(true);
            editor.untilAcknowledged();
            assertThat(disk.isSynced("held at the disk")).isTrue();
            joiner.awaitSynced();
            witness.until("relayed", () -> witness.updates().size() == 1);
            joiner.close();
        }
    }

    @Test
    @DisplayName("[U3] [U8] of a thousand edits each is synced at the moment when somebody else hears of it")
    void isSyncedWheneverSomebodyHears() {
        assumeTrue(possible());
        try (SqliteDisk disk = SqliteDisk.watch();
                TestServer server = TestServer.start(folder);
                TestClient editor = TestClient.join(server, "room");
                TestClient witness = TestClient.join(server, "room")) {
            List<String> early = new ArrayList<>();
            List<String> heard = new ArrayList<>();
            witness.read(doc -> doc.onUpdate((update, origin, local) -> {
                String bytes = new String(update, StandardCharsets.ISO_8859_1);
                int at = bytes.indexOf("<edit ");
                String mark = bytes.substring(at, bytes.indexOf('>', at) + 1);
                heard.add(mark);
                if (!disk.isSynced(mark)) {
                    early.add(mark);
                }
            }));
            for (int i = 0; i < 1_000; i++) {
                edit(editor, "<edit " + i + ">");
            }
            witness.until("all", () -> heard.size() == 1_000);
            assertThat(early).isEmpty();
            System.out.println("1,000 edits, each synced before it was heard of; syncs=" + disk.syncs());
        }
    }

    @Test
    @DisplayName(
            "[U3] [U6] [U10] [U111] an edit whose fsync fails is heard of by nobody, and is stored when its sender brings it again")
    void forgetsWhatWasNotSynced() {
        assumeTrue(possible());
        try (SqliteDisk disk = SqliteDisk.watch();
                TestServer server = TestServer.start(folder)) {
            TestClient editor = TestClient.join(server, "room");
            TestClient witness = TestClient.join(server, "room");
            CompletableFuture<Boolean> gate = disk.holdSyncs();
            edit(editor, "not synced");
            editor.until("fsync is called", disk::isHolding);
            gate.complete(false);
            assertThat(editor.awaitClosed().code()).isEqualTo(1013);
            assertThat(editor.updates()).isEmpty();
            assertThat(witness.updates()).isEmpty();
            assertThat(server.get("/actuator/health").body()).contains("SQLITE_IOERR");

            disk.letSyncsPass();
            TestClient back = TestClient.open(server.socket("room"), editor.read(doc -> doc));
            try (TestClient later = TestClient.open(server.socket("room"), YDoc.of(9))) {
                later.until("the edit", () -> later.read(doc -> doc.map("m").has("k")));
                assertThat(disk.isSynced("not synced")).isTrue();
                assertThat(server.get("/api/scenes/room/updates").body()).contains("\"head\":1");
            }
            back.close();
        }
    }

    @Test
    @DisplayName("[U3] [U8] the kernel sees the write, the sync and the sending of an edit in this order")
    void isSyncedInTheKernelsEyes() throws Exception {
        Path trace = folder.resolve("trace.txt");
        assumeTrue(straceWorks(), "NOT TRIED: strace is not here or may not trace");
        String calls = "trace=pwrite64,fsync,fdatasync,write,writev,sendto,sendmsg";
        List<String> strace = List.of(
                "strace", "-D", "-f", "--seccomp-bpf", "-qq", "-y", "-s", "9999", "-e", calls, "-o", trace.toString());
        try (ServerProcess server = ServerProcess.startBehind(strace, folder.resolve("data"));
                TestClient editor = TestClient.join(server.socket("room"));
                TestClient witness = TestClient.join(server.socket("room"))) {
            for (int i = 0; i < 20; i++) {
                edit(editor, "<edit " + i + ">");
                editor.untilAcknowledged();
            }
            witness.until("all", () -> witness.updates().size() == 20);
            Awaitility.await()
                    .until(() ->
                            Files.readString(trace, StandardCharsets.ISO_8859_1).contains("<edit 19>"));
        }
        List<String> lines = Files.readAllLines(trace, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < 20; i++) {
            String mark = "<edit " + i + ">";
            int written = next(lines, 0, "pwrite64(", "-wal", mark);
            int synced = returned(lines, next(lines, written, "sync(", "-wal"));
            int sent = next(lines, 0, "socket:[", mark);
            assertThat(written).as(mark).isLessThan(synced);
            assertThat(synced).as(mark).isLessThan(sent);
        }
        System.out.println("strace: 20 edits written, synced, then sent");
    }

    private static boolean straceWorks() throws InterruptedException {
        try {
            return new ProcessBuilder("strace", "-D", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "true")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Line of the next call that has all of these in it. */
    private static int next(List<String> lines, int from, String... parts) {
        for (int i = from; i < lines.size(); i++) {
            String line = lines.get(i);
            if (List.of(parts).stream().allMatch(line::contains)) {
                return i;
            }
        }
        throw new AssertionError("no call of " + List.of(parts));
    }

    /** Line in which a call that was begun returned: the same one, unless other threads did something meanwhile. */
    private static int returned(List<String> lines, int begun) {
        String line = lines.get(begun);
        if (!line.endsWith("<unfinished ...>")) {
            return begun;
        }
        String thread = line.substring(0, line.indexOf(' '));
        for (int i = begun + 1; i < lines.size(); i++) {
            if (lines.get(i).startsWith(thread + " ") && lines.get(i).contains("resumed>")) {
                return i;
            }
        }
        throw new AssertionError("it never returned: " + line);
    }

    private static boolean possible() {
        boolean possible = SqliteDisk.isPossible();
        System.out.println(
                possible
                        ? "Disk: SQLite's own calls of pwrite and fsync are watched"
                        : "NOT TRIED: SQLite's calls can be watched on 64-bit Linux only");
        return possible;
    }

    private static void edit(TestClient client, String value) {
        client.edit(doc -> doc.map("m").set("k", AnyValue.of(value)));
    }
}
