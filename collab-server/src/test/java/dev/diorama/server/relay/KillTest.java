package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.protocol.Message;
import dev.diorama.server.testing.ServerProcess;
import dev.diorama.server.testing.TestClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills the server under edits. */
class KillTest {
    private static final int EDITORS = 3;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("[U22] nothing echoed is missing after kill -9, and the first join is complete")
    void losesNothingAcknowledged() throws Exception {
        killAndCompare(3);
    }

    @Test
    @Tag("long")
    @DisplayName("[U22] nothing echoed is missing after 200 times kill -9")
    void losesNothingAcknowledgedInTheLongRun() throws Exception {
        killAndCompare(200);
    }

    @Test
    @DisplayName("[U35] a server that is told to stop sends its sockets away for a while, and keeps everything")
    void stopsInOrder() {
        ServerProcess server = ServerProcess.start(folder);
        TestClient client = TestClient.open(server.socket("room"), YDoc.of(1));
        client.awaitSynced();
        client.edit(doc -> doc.map("m").set("k", AnyValue.of(1)));
        client.untilAcknowledged();
        assertThat(server.stop()).isEqualTo(143);
        assertThat(client.awaitClosed().code()).isEqualTo(1012);
        try (ServerProcess again = ServerProcess.start(folder)) {
            YDoc doc = firstAnswer(again);
            assertThat(doc.map("m").has("k")).isTrue();
        }
    }

    private void killAndCompare(int rounds) throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> acknowledged = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
            ServerProcess server = ServerProcess.start(folder);
            assertComplete(firstAnswer(server), acknowledged, seed, round);
            acknowledged.addAll(editUntilKilled(server, random, round));
        }
        try (ServerProcess server = ServerProcess.start(folder)) {
            assertComplete(firstAnswer(server), acknowledged, seed, rounds + 1);
        }
    }

    /** Edits with several peers, kills the server at a random moment, and returns what was echoed until then. */
    private static List<byte[]> editUntilKilled(ServerProcess server, SplittableRandom random, int round) {
        List<TestClient> editors = new ArrayList<>();
        for (int i = 0; i < EDITORS; i++) {
            TestClient editor = TestClient.open(server.socket("room"), YDoc.of(1_000L * round + i));
            editor.awaitSynced();
            editors.add(editor);
        }
        int killAfter = random.nextInt(5, 400);
        for (int i = 0; i < 600; i++) {
            int number = i;
            editors.forEach(editor ->
                    editor.edit(doc -> doc.map("nodes").set("k" + number % 50, AnyValue.of("round " + number))));
            TestClient first = editors.getFirst();
            if (first.updates().size() > killAfter) {
                break;
            }
        }
        TestClient first = editors.getFirst();
        first.until("enough echoes", () -> first.updates().size() > killAfter);
        server.kill();
        List<byte[]> echoed = new ArrayList<>();
        for (TestClient editor : editors) {
            editor.awaitClosed();
            echoed.addAll(editor.updates());
        }
        return echoed;
    }

    /** What a new peer gets as its first step2, and nothing else. */
    private static YDoc firstAnswer(ServerProcess server) {
        try (TestClient client = TestClient.open(server.socket("room"), YDoc.of(7))) {
            client.awaitSynced();
            Message.SyncStep2 answer = client.messages().stream()
                    .filter(Message.SyncStep2.class::isInstance)
                    .map(Message.SyncStep2.class::cast)
                    .findFirst()
                    .orElseThrow();
            YDoc doc = YDoc.of(8);
            doc.applyUpdate(answer.update(), null);
            return doc;
        } catch (DecodeException e) {
            throw new AssertionError(e);
        }
    }

    /** Applying everything that was ever echoed must bring nothing new. */
    private static void assertComplete(YDoc doc, List<byte[]> acknowledged, long seed, int round)
            throws DecodeException {
        assertThat(doc.hasPending()).as("seed=%d round=%d", seed, round).isFalse();
        List<byte[]> news = new ArrayList<>();
        doc.onUpdate((update, origin, local) -> news.add(update));
        for (byte[] update : acknowledged) {
            doc.applyUpdate(update, null);
        }
        assertThat(news).as("seed=%d round=%d", seed, round).isEmpty();
    }
}
