package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.protocol.Message;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.log.Author;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestPostgres;
import dev.diorama.server.testing.TestRedis;
import dev.diorama.server.testing.TestServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three servers over one log: two that hear of each other by Redis, and one that only reads the log. */
class SharedLogTest {
    private static final String BIG = "x".repeat(50_000);
    private static final List<TestServer> servers = new ArrayList<>();

    @BeforeAll
    static void start(@TempDir Path folder) {
        String url = TestPostgres.shared().createDatabase();
        TestRedis redis = TestRedis.shared();
        for (int i = 0; i < 3; i++) {
            String fanout = i < 2 ? "--diorama.cluster.redis.url=" + redis.url() : "--diorama.cluster.redis.url=";
            String[] arguments = Stream.concat(
                            Stream.of(TestPostgres.settings(url)),
                            Stream.of(fanout, "--diorama.relay.absence=3s", "--diorama.relay.outbound=200KB"))
                    .toArray(String[]::new);
            servers.add(TestServer.start(folder.resolve("server " + i), arguments));
        }
    }

    @AfterAll
    static void stop() {
        servers.forEach(TestServer::close);
    }

    @Test
    @DisplayName("[U44] peers on three servers edit one room at once and converge, also without Redis; the log has all,"
            + " once")
    void convergesAcrossServers() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        String room = "converges";
        List<TestClient> clients = new ArrayList<>();
        for (TestServer server : servers) {
            clients.add(TestClient.join(server, room));
            clients.add(TestClient.join(server, room));
        }
        int edits = 300;
        for (int i = 0; i < edits; i++) {
            TestClient editor = clients.get(random.nextInt(clients.size()));
            String key = "key " + random.nextInt(10);
            double value = i;
            editor.edit(doc -> doc.map("nodes").set(key, AnyValue.of(value)));
            if (random.nextInt(10) == 0) {
                editor.untilAcknowledged();
            }
        }
        clients.forEach(TestClient::untilAcknowledged);
        RoomName name = new RoomName(room);
        for (TestServer server : servers) {
            UpdateLog log = server.bean(UpdateLog.class);
            assertThat(log.head(name)).as("seed=%d", seed).isEqualTo(edits);
        }
        String hash = stateHash(servers.getFirst(), room);
        for (TestClient client : clients) {
            client.until("converged", () -> client.read(StateHash::of).equals(hash));
        }
        for (TestServer server : servers) {
            assertThat(stateHash(server, room)).as("seed=%d", seed).isEqualTo(hash);
            try (TestClient late = TestClient.join(server, room)) {
                late.until("complete", () -> late.read(StateHash::of).equals(hash));
            }
        }
        clients.forEach(TestClient::close);
    }

    private static String stateHash(TestServer server, String room) {
        String body =
                server.get("/api/scenes/" + TestServer.encode(room) + "/state").body();
        return body.replaceAll(".*\"stateHash\":\"([0-9a-f]+)\".*", "$1");
    }

    @Test
    @DisplayName(
            "[U44] an edit that no fan-out can carry whole, and one that none carries, reach the others from the log")
    void readsWhatWasNotCarried() {
        try (TestClient a = TestClient.join(servers.get(0), "large");
                TestClient b = TestClient.join(servers.get(1), "large");
                TestClient alone = TestClient.join(servers.get(2), "large")) {
            a.edit(doc -> doc.map("m").set("large", AnyValue.of("x".repeat(2 << 20))));
            b.until("large", () -> b.read(doc -> doc.map("m").has("large")));
            alone.until("large", () -> alone.read(doc -> doc.map("m").has("large")));
            alone.edit(doc -> doc.map("m").set("last", AnyValue.of(1)));
            alone.untilAcknowledged();
            a.until("last", () -> a.read(doc -> doc.map("m").has("last")));
            b.until("last", () -> b.read(doc -> doc.map("m").has("last")));
            assertThat(a.updates()).hasSize(2);
            assertThat(b.updates()).hasSize(2);
        }
    }

    @Test
    @DisplayName("[U17] [U44] a socket that does not read gets what all servers committed, once it reads")
    void catchesUpAcrossServers() {
        try (TestClient a = TestClient.join(servers.get(0), "slow");
                TestClient c = TestClient.join(servers.get(2), "slow");
                TestClient slow = TestClient.join(servers.get(0), "slow")) {
            slow.pause();
            for (int i = 0; i < 400; i++) {
                TestClient editor = i % 3 == 0 ? c : a;
                String key = "key " + i;
                editor.edit(doc -> doc.map("m").set(key, AnyValue.of(BIG)));
            }
            a.untilAcknowledged();
            c.untilAcknowledged();
            slow.resume();
            slow.until("complete", () -> slow.read(doc -> doc.map("m").keys().size()) == 400);
            assertThat(slow.isClosed()).isFalse();
        }
    }

    @Test
    @DisplayName(
            "[U41] [U45] people are seen on all servers that hear of each other, who joins later included; edits name"
                    + " them")
    void showsPeopleAcrossServers() {
        String room = "people";
        try (TestClient a = TestClient.join(servers.get(0), room)) {
            TestClient b = TestClient.join(servers.get(1), room);
            a.present("{\"user\":{\"name\":\"Ada\",\"color\":\"#112233\"}}");
            b.until("sees a", () -> b.presenceOf(a) != null);
            try (TestClient late = TestClient.join(servers.get(1), "people's other room");
                    TestClient joiner = TestClient.join(servers.get(1), room)) {
                joiner.until("sees a", () -> joiner.presenceOf(a) != null);
                assertThat(late.messages()).noneMatch(Message.AwarenessMessage.class::isInstance);
            }
            b.present("{\"user\":{\"name\":\"Bob\",\"color\":\"#445566\"}}");
            a.until("sees b", () -> a.presenceOf(b) != null);
            b.edit(doc -> doc.map("m").set("k", AnyValue.of(1)));
            b.untilAcknowledged();
            b.close();
            a.until("b is gone", () -> a.presenceOf(b) == null);
        }
        List<LoggedUpdate> log = servers.get(0).bean(UpdateLog.class).read(new RoomName(room), 1, 9, 1_000, 9);
        assertThat(log)
                .extracting(LoggedUpdate::author)
                .extracting(Author::name)
                .containsExactly("Bob");
    }

    @Test
    @DisplayName("[U45] a room that is opened on another server learns who is there")
    void asksWhoIsThere() {
        try (TestClient a = TestClient.join(servers.get(0), "asks")) {
            a.present("{\"n\":1}");
            try (TestClient b = TestClient.join(servers.get(1), "asks")) {
                b.until("sees a", () -> "{\"n\":1}".equals(b.presenceOf(a)));
                a.present(null);
                b.until("a is gone", () -> b.presenceOf(a) == null);
            }
        }
    }
}
