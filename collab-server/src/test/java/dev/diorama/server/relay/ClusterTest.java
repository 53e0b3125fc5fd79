package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.testing.ServerProcess;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestPostgres;
import dev.diorama.server.testing.TestRedis;
import dev.diorama.server.testing.TestServer;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers in processes of their own, one PostgreSQL and one Redis; one of them is killed. */
class ClusterTest {
    private static final String ROOM = "room 😀/床";
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    private final String database = TestPostgres.shared().createDatabase();
    private final TestRedis redis = TestRedis.start();
    private ServerProcess one;
    private ServerProcess two;

    // JUnit calls start() before anything else.
    @SuppressWarnings("NullAway.Init")
    ClusterTest() {}

    @BeforeEach
    void start() {
        one = server("one");
        two = server("two");
    }

    @AfterEach
    void stop() {
        one.close();
        two.close();
        redis.close();
    }

    private ServerProcess server(String name) {
        return ServerProcess.start(
                folder.resolve(name),
                Stream.concat(
                                Stream.of(TestPostgres.settings(database)),
                                Stream.of("--diorama.cluster.redis.url=" + redis.url(), "--diorama.relay.absence=3s"))
                        .toArray(String[]::new));
    }

    @Test
    @DisplayName("[U22] [U44] [U45] a server is killed: nothing acknowledged is lost, the other goes on, its people are"
            + " gone")
    void survivesAServer() throws Exception {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        TestClient onOne = TestClient.join(one.socket(ROOM));
        TestClient onTwo = TestClient.join(two.socket(ROOM));
        onOne.present("{\"user\":{\"name\":\"Ada\",\"color\":\"#112233\"}}");
        onTwo.present("{\"user\":{\"name\":\"Bob\",\"color\":\"#445566\"}}");
        onOne.until("sees the other", () -> onOne.presenceOf(onTwo) != null);
        onTwo.until("sees the other", () -> onTwo.presenceOf(onOne) != null);

        int killAfter = random.nextInt(50, 400);
        for (int i = 0; i < 500 && onOne.updates().size() <= killAfter; i++) {
            edit(onOne, "one " + i);
            edit(onTwo, "two " + i);
        }
        onOne.until("enough echoes", () -> onOne.updates().size() > killAfter);
        one.kill();
        onOne.awaitClosed();
        List<byte[]> acknowledged = new ArrayList<>(onOne.updates());

        edit(onTwo, "after");
        onTwo.untilAcknowledged();
        onTwo.until("is alone", () -> onTwo.presenceOf(onOne) == null);
        String state = state(two);
        onTwo.until("has all", () -> state.contains("\"stateHash\":\"" + onTwo.read(StateHash::of) + "\""));

        one = server("one");
        TestClient again = TestClient.join(one.socket(ROOM));
        assertThat(state(one)).as("seed=%d", seed).isEqualTo(state);
        assertNothingNew(again.read(doc -> doc), acknowledged, seed);
        assertNothingNew(onTwo.read(doc -> doc), acknowledged, seed);
        again.until("sees the other", () -> again.presenceOf(onTwo) != null);
        again.close();
        onTwo.close();
    }

    @Test
    @DisplayName("[U44] [U46] without Redis both go on editing and converge; when it is back people are seen again")
    void survivesRedis() throws Exception {
        try (TestClient onOne = TestClient.join(one.socket(ROOM));
                TestClient onTwo = TestClient.join(two.socket(ROOM))) {
            edit(onOne, "before");
            onTwo.until("before", () -> has(onTwo, "before"));
            redis.kill();
            for (int i = 0; i < 50; i++) {
                edit(onOne, "one " + i);
                edit(onTwo, "two " + i);
            }
            onOne.untilAcknowledged();
            onTwo.untilAcknowledged();
            onOne.until("the other's last", () -> has(onOne, "two 49"));
            onTwo.until("the other's last", () -> has(onTwo, "one 49"));
            onOne.present("{\"n\":1}");
            edit(onOne, "last");
            onOne.untilAcknowledged();
            onTwo.until("last", () -> has(onTwo, "last"));
            assertThat(onTwo.presenceOf(onOne)).isNull();

            redis.again();
            onTwo.until("sees the other", () -> onTwo.presenceOf(onOne) != null);
            edit(onTwo, "after");
            onOne.until("after", () -> has(onOne, "after"));
            assertThat(onOne.read(StateHash::of)).isEqualTo(onTwo.read(StateHash::of));
            assertThat(state(one)).isEqualTo(state(two)).contains("\"sequence\":103,");
        }
    }

    private static void edit(TestClient client, String key) {
        client.edit(doc -> doc.map("nodes").set(key, AnyValue.of(1)));
    }

    private static boolean has(TestClient client, String key) {
        return client.read(doc -> doc.map("nodes").has(key));
    }

    private static String state(ServerProcess server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.http("/api/scenes/" + TestServer.encode(ROOM) + "/state"))
                .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    /** Applying everything that was ever echoed must bring nothing new. */
    private static void assertNothingNew(YDoc doc, List<byte[]> echoed, long seed) throws Exception {
        List<byte[]> news = new ArrayList<>();
        doc.onUpdate((update, origin, local) -> news.add(update));
        for (byte[] update : echoed) {
            doc.applyUpdate(update, null);
        }
        assertThat(news).as("seed=%d", seed).isEmpty();
    }
}
