package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.protocol.Message;
import dev.diorama.server.testing.Crowd;
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
    private static final int EDITORS = 20;
    private static final int EDITS_PER_SECOND = 30;
    private static final long LONGEST_MILLIS = 2_000;
    /** A room that lives through many crashes, but not so large that replaying it takes the most of a round. */
    private static final int ROUNDS_OF_A_ROOM = 20;

    @TempDir
    private Path folder;

    @Test
    @DisplayName("[U22] nothing that 20 editors heard is missing after kill -9, and the first join is complete")
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
            YDoc doc = firstAnswer(again, "room");
            assertThat(doc.map("m").has("k")).isTrue();
        }
    }

    private void killAndCompare(int rounds) throws Exception {
        long seed = System.nanoTime();
        System.out.println("kill -9: rounds=" + rounds + ", seed=" + seed);
        SplittableRandom random = new SplittableRandom(seed);
        long acknowledged = 0;
        ServerProcess server = ServerProcess.start(folder);
        try {
            for (int round = 1; round <= rounds; round++) {
                String room = "room " + round / ROUNDS_OF_A_ROOM;
                Ending ending = Ending.values()[round % Ending.values().length];
                Heard heard = editUntilKilled(server, room, random, ending, round);
                if (ending == Ending.KILLED_WHILE_STARTING) {
                    ServerProcess.startAndKill(folder, random.nextLong(200, 4_000));
                }
                server = ServerProcess.start(folder);
                assertComplete(firstAnswer(server, room), heard.updates(), seed, round);
                acknowledged += heard.acknowledged();
                System.out.println("round " + round + " (" + ending + "): sent=" + heard.sent() + ", acknowledged="
                        + heard.acknowledged() + ", heard=" + heard.updates().size()
                        + ", lost=0; acknowledged in all=" + acknowledged);
            }
        } finally {
            server.close();
        }
    }

    /** Lets a crowd edit, kills the server at a random moment, and returns what was heard until then. */
    private static Heard editUntilKilled(
            ServerProcess server, String room, SplittableRandom random, Ending ending, int round) {
        try (Crowd crowd = Crowd.join(server.socket(room), EDITORS, 1_000L * round)) {
            crowd.edit(EDITS_PER_SECOND);
            crowd.until("first echo", () -> crowd.acknowledged() > 0);
            long moment = random.nextLong(LONGEST_MILLIS);
            switch (ending) {
                case KILLED_WHILE_STOPPED -> {
                    crowd.after(moment, server::pause).join();
                    crowd.after(random.nextLong(LONGEST_MILLIS), server::kill).join();
                }
                case KILLED_AFTER_A_STOP -> {
                    crowd.after(moment, server::pause).join();
                    crowd.after(random.nextLong(LONGEST_MILLIS), server::resume).join();
                    int before = crowd.acknowledged();
                    crowd.until("goes on", () -> crowd.acknowledged() > before + EDITORS);
                    crowd.after(random.nextLong(LONGEST_MILLIS), server::kill).join();
                }
                default -> crowd.after(moment, server::kill).join();
            }
            crowd.rest();
            crowd.until("connections end", crowd::isGone);
            return new Heard(crowd.sent(), crowd.acknowledged(), crowd.heard());
        }
    }

    /** What a new peer gets as its first step2, and nothing else. */
    private static YDoc firstAnswer(ServerProcess server, String room) {
        try (TestClient client = TestClient.open(server.socket(room), YDoc.of(7))) {
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

    static void apply(YDoc doc, byte[] update) {
        try {
            doc.applyUpdate(update, null);
        } catch (DecodeException e) {
            throw new AssertionError(e);
        }
    }

    /** Applying everything that was ever echoed must bring nothing new. */
    private static void assertComplete(YDoc doc, List<byte[]> acknowledged, long seed, int round) {
        assertThat(doc.hasPending()).as("seed=%d round=%d", seed, round).isFalse();
        List<byte[]> news = new ArrayList<>();
        doc.onUpdate((update, origin, local) -> news.add(update));
        acknowledged.forEach(update -> apply(doc, update));
        assertThat(news).as("seed=%d round=%d", seed, round).isEmpty();
    }

    /** What a crowd heard of the server until its end. */
    private record Heard(int sent, int acknowledged, List<byte[]> updates) {}

    /** How a server ends. */
    private enum Ending {
        KILLED_WHILE_STOPPED,
        KILLED,
        KILLED_AFTER_A_STOP,
        KILLED_AGAIN,
        KILLED_WHILE_STARTING
    }
}
