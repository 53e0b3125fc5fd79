package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.server.testing.Crowd;
import dev.diorama.server.testing.ServerProcess;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The end of a server that is told to stop while people edit. */
class DrainTest {
    @TempDir
    private Path folder;

    @Test
    @DisplayName("[U35] [U116] told to stop it sends 20 editors away with 1012, not all at once, and loses nothing"
            + " that they heard")
    void drains() throws Exception {
        Crowd crowd;
        ServerProcess server = ServerProcess.start(folder);
        crowd = Crowd.join(server.socket("room"), 20, 100);
        crowd.edit(30);
        crowd.until("edits", () -> crowd.acknowledged() > 100);
        CompletableFuture<Integer> stopped = CompletableFuture.supplyAsync(server::stop, Thread::startVirtualThread);
        crowd.until("all gone", crowd::isGone);
        assertThat(crowd.closeCodes()).hasSize(20).containsOnly(1012);
        assertThat(stopped.join()).isEqualTo(143);
        Awaitility.await("last words").until(() -> server.output().contains("Closed 20 sockets; 0 had to be cut off"));
        crowd.close();
        try (ServerProcess again = ServerProcess.start(folder);
                TestClient joiner = TestClient.join(again.socket("room"))) {
            int[] news = {0};
            joiner.read(doc -> doc.onUpdate((update, origin, local) -> news[0]++));
            for (byte[] update : crowd.heard()) {
                joiner.read(doc -> {
                    KillTest.apply(doc, update);
                    return doc;
                });
            }
            assertThat(news[0]).isZero();
        }
    }

    @Test
    @DisplayName("[U116] everybody is sent away at a moment of their own within 2 s, and nobody is let in meanwhile")
    void sendsAwayOneByOne() {
        try (TestServer server = TestServer.start(folder);
                TestClient first = TestClient.join(server, "room");
                TestClient second = TestClient.join(server, "other")) {
            List<Long> bounds = new CopyOnWriteArrayList<>();
            List<Long> delays = new CopyOnWriteArrayList<>();
            Queue<Runnable> moments = new ConcurrentLinkedQueue<>();
            Drain drain = new Drain(
                    server.bean(Sockets.class),
                    Duration.ofMinutes(5),
                    bound -> {
                        bounds.add(bound);
                        return 1_000L + bounds.size();
                    },
                    millis -> {
                        delays.add(millis);
                        return moments::add;
                    });
            server.bean(Admissions.class).stop();
            CompletableFuture<Void> end = CompletableFuture.runAsync(
                    drain::run, Thread::startVirtualThread); // two cores have one common thread, which HTTP needs
            Awaitility.await().until(() -> moments.size() == 2);
            assertThat(bounds).containsExactly(2_000L, 2_000L);
            assertThat(delays).containsExactly(1_001L, 1_002L);
            assertThat(isRefusedWith503(server)).isTrue();
            assertThat(first.isClosed() || second.isClosed()).isFalse();
            moments.remove().run();
            Awaitility.await().until(() -> first.isClosed() || second.isClosed());
            assertThat(first.isClosed() && second.isClosed()).isFalse();
            moments.remove().run();
            assertThat(first.awaitClosed().code()).isEqualTo(1012);
            assertThat(second.awaitClosed().code()).isEqualTo(1012);
            end.join();
        }
    }

    private static boolean isRefusedWith503(TestServer server) {
        try {
            TestClient.open(server.socket("room"), YDoc.of(1)).close();
            return false;
        } catch (CompletionException e) {
            return e.getCause() instanceof WebSocketHandshakeException handshake
                    && handshake.getResponse().statusCode() == 503;
        }
    }
}
