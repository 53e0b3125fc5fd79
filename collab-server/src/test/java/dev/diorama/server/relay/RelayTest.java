package dev.diorama.server.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Writer;
import dev.diorama.scene.protocol.Message;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.log.Author;
import dev.diorama.server.log.LoggedUpdate;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.testing.RawSocket;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The relay over real sockets and a real log. */
class RelayTest {
    private static final AtomicInteger ROOMS = new AtomicInteger();
    private static TestServer server;

    private final String room = "room " + ROOMS.incrementAndGet();

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestServer.start(folder, "--diorama.relay.keep-alive=1s", "--diorama.relay.unload=1s");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("[U8] [U9] peers that edit at the same time converge, with each other, a later one and the log")
    void converges() {
        long seed = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed);
        try (TestClient a = TestClient.join(server, room);
                TestClient b = TestClient.join(server, room)) {
            for (int i = 0; i < 100; i++) {
                TestClient editor = random.nextBoolean() ? a : b;
                String key = "key " + random.nextInt(10);
                double value = i;
                editor.edit(doc -> doc.map("nodes").set(key, AnyValue.of(value)));
            }
            a.untilAcknowledged();
            b.untilAcknowledged();
            a.until("both have all", () -> a.updates().size() == 100);
            b.until("both have all", () -> b.updates().size() == 100);
            String hash = a.read(StateHash::of);
            assertThat(b.read(StateHash::of)).as("seed=%d", seed).isEqualTo(hash);
            try (TestClient c = TestClient.join(server, room)) {
                assertThat(c.read(StateHash::of)).as("seed=%d", seed).isEqualTo(hash);
            }
            assertThat(server.get("/api/scenes/" + TestServer.encode(room) + "/state")
                            .body())
                    .as("seed=%d", seed)
                    .contains("\"stateHash\":\"" + hash + "\"")
                    .contains("\"sequence\":100,");
        }
    }

    @Test
    @DisplayName("[U8] when an echo is seen the log has the very bytes, with who sent them")
    void logsBeforeEchoing() {
        try (TestClient a = TestClient.join(server, room)) {
            for (int i = 1; i <= 20; i++) {
                double value = i;
                a.edit(doc -> doc.map("meta").set("value", AnyValue.of(value)));
                int count = i;
                a.until("echo", () -> a.updates().size() == count);
                List<LoggedUpdate> entries = log();
                assertThat(entries).hasSize(i);
                LoggedUpdate last = entries.getLast();
                assertThat(last.sequence()).isEqualTo(i);
                assertThat(last.bytes())
                        .isEqualTo(a.sent().getLast())
                        .isEqualTo(a.updates().getLast());
                assertThat(last.client()).isEqualTo(a.read(YDoc::clientId));
                assertThat(last.author()).isEqualTo(Author.GUEST);
                assertThat(last.timeMillis()).isGreaterThan(1_700_000_000_000L);
            }
        }
    }

    @Test
    @DisplayName("[U11] a socket is greeted with step1, and with presence only when somebody is there")
    void greets() {
        try (TestClient a = TestClient.join(server, room)) {
            assertThat(a.messages().getFirst()).isInstanceOf(Message.SyncStep1.class);
            // A sign of life (U16), which may come at any time, says nothing of anybody.
            assertThat(a.messages())
                    .noneMatch(message -> message instanceof Message.AwarenessMessage said && said.update()[0] > 0);
            a.present("{\"user\":\"a\"}");
            // Presence is not answered; what follows it in the room is.
            a.edit(doc -> doc.map("m").set("k", AnyValue.of(1)));
            a.untilAcknowledged();
            try (TestClient b = TestClient.join(server, room)) {
                assertThat(b.messages().getFirst()).isInstanceOf(Message.SyncStep1.class);
                assertThat(b.messages().get(1)).isInstanceOf(Message.AwarenessMessage.class);
                assertThat(b.presenceOf(a)).isEqualTo("{\"user\":\"a\"}");
            }
        }
    }

    @Test
    @DisplayName(
            "[U12] what was edited offline is logged, sent to others as an update and acknowledged; what is empty is not")
    void takesOfflineEdits() {
        YDoc offline = YDoc.of(77);
        offline.map("nodes").set("offline", AnyValue.of("edit"));
        try (TestClient other = TestClient.join(server, room);
                TestClient back = TestClient.open(server.socket(room), offline)) {
            back.awaitSynced();
            back.until("acknowledged", () -> back.updates().size() == 1);
            other.until("merged", () -> other.read(doc -> doc.map("nodes").has("offline")));
            assertThat(log()).hasSize(1);
            assertThat(log().getFirst().client()).isEqualTo(77);
            // The first of the two sent an empty step2 when it joined.
            assertThat(other.updates()).hasSize(1);
            assertThat(other.messages())
                    .filteredOn(Message.SyncStep2.class::isInstance)
                    .hasSize(1);
        }
        YDoc known = YDoc.of(78);
        known.map("nodes").set("more", AnyValue.of(1));
        try (TestClient back = TestClient.open(server.socket(room), known)) {
            back.until("acknowledged", () -> back.updates().size() == 1);
        }
        assertThat(log()).hasSize(2);
    }

    @Test
    @DisplayName("[U24] an update that is known comes back and goes nowhere else")
    void acknowledgesRepetitions() {
        try (TestClient a = TestClient.join(server, room);
                TestClient b = TestClient.join(server, room)) {
            a.edit(doc -> doc.map("m").set("k", AnyValue.of(1)));
            a.untilAcknowledged();
            a.send(SyncProtocol.encodeUpdate(a.sent().getFirst()));
            a.until("echo", () -> a.updates().size() == 2);
            a.edit(doc -> doc.map("m").set("k", AnyValue.of(2)));
            b.until(
                    "second edit",
                    () -> b.read(doc -> AnyValue.of(2).equals(doc.map("m").any("k"))));
            assertThat(b.updates()).hasSize(2);
            assertThat(log()).hasSize(2);
        }
    }

    @Test
    @DisplayName("[U24] what waits for others is taken once, however many joiners hand it back")
    void takesWhatWaitsOnce() throws DecodeException {
        YDoc source = YDoc.of(7);
        List<byte[]> edits = new ArrayList<>();
        source.onUpdate((update, origin, local) -> edits.add(update));
        for (int i = 0; i < 3; i++) {
            source.map("m").set("k" + i, AnyValue.of(i));
        }
        source.map("m").remove("k2");
        try (TestClient a = TestClient.join(server, room)) {
            a.send(SyncProtocol.encodeUpdate(edits.get(2)));
            a.send(SyncProtocol.encodeUpdate(edits.get(3)));
            a.until("both taken", () -> a.updates().size() == 2);
            YDoc joiner = YDoc.of(8);
            joiner.applyUpdate(edits.get(2), null);
            joiner.applyUpdate(edits.get(3), null);
            for (int i = 0; i < 3; i++) {
                a.send(SyncProtocol.encodeUpdate(joiner.encodeStateAsUpdate()));
            }
            a.until("echoes", () -> a.updates().size() == 5);
            assertThat(log()).hasSize(2);
        }
    }

    @Test
    @DisplayName("[U15] presence goes to the others, is asked for and leaves with its socket")
    void relaysPresence() {
        try (TestClient b = TestClient.join(server, room)) {
            TestClient a = TestClient.join(server, room);
            a.present("{\"n\":1}");
            b.until("seen", () -> "{\"n\":1}".equals(b.presenceOf(a)));
            a.present("{\"n\":2}");
            b.until("changed", () -> "{\"n\":2}".equals(b.presenceOf(a)));
            int before = b.messages().size();
            b.send(new byte[] {3});
            b.until("answer", () -> b.messages().size() > before);
            assertThat(a.messages())
                    .noneMatch(message ->
                            message instanceof Message.AwarenessMessage presence && presence.update().length > 1);
            a.abort();
            b.until("gone", () -> b.presenceOf(a) == null);
        }
        assertThat(log()).isEmpty();
    }

    @Test
    @DisplayName("[U41] a guest is who their presence shows; the presence of others makes nobody an author")
    void namesGuests() throws DecodeException {
        try (TestClient a = TestClient.join(server, room);
                TestClient b = TestClient.join(server, room)) {
            edit(a, 1);
            a.present("{\"user\":{\"name\":\"Ada\",\"color\":\"#112233\"}}");
            edit(a, 2);
            b.until("seen", () -> b.presenceOf(a) != null);
            // Providers hand back what they hear of others.
            b.repeatPresence();
            edit(b, 3);
            b.present("{\"user\":{\"name\":\"Bob\",\"color\":\"red\"}}");
            edit(b, 4);
            a.present("{\"user\":{\"name\":\"Ada\",\"color\":\"#112233\"},\"selection\":[\"x\"]}");
            a.edit(doc -> doc.map("m").remove("k1"));
            a.untilAcknowledged();
            a.present("{\"user\":{\"name\":\"Ada L.\",\"color\":\"#112233\"}}");
            edit(a, 5);
            a.present(null);
            edit(a, 6);
        }
        List<Author> authors = log().stream().map(LoggedUpdate::author).toList();
        assertThat(authors).extracting(Author::name).containsExactly("", "Ada", "", "Bob", "Ada", "Ada L.", "Ada L.");
        assertThat(authors)
                .extracting(Author::color)
                .containsExactly("", "#112233", "", "", "#112233", "#112233", "#112233");
        assertThat(authors.get(0)).isEqualTo(Author.GUEST);
        assertThat(authors.get(4)).isEqualTo(authors.get(1));
        assertThat(authors)
                .extracting(Author::id)
                .containsOnlyOnce(authors.get(3).id());
    }

    @Test
    @DisplayName("[U41] a merged step2 is by who brought it, whosever client ids are in it")
    void blamesWhoBrings() throws Exception {
        try (TestClient a = TestClient.join(server, room);
                RawSocket mallory = RawSocket.open(server.socket(room))) {
            a.present("{\"user\":{\"name\":\"Ada\"}}");
            edit(a, 1);
            YDoc forged = YDoc.of(a.read(YDoc::clientId));
            forged.applyUpdate(a.read(YDoc::encodeStateAsUpdate), null);
            forged.map("m").set("k2", AnyValue.of("Ada never wrote this"));
            mallory.send(presence(99, 1, "{\"user\":{\"name\":\"Mallory\"}}"));
            mallory.send(SyncProtocol.encodeStep2(forged.encodeStateAsUpdate()));
            a.until("the edit", () -> a.read(doc -> doc.map("m").has("k2")));
        }
        assertThat(log())
                .extracting(LoggedUpdate::author)
                .extracting(Author::name)
                .containsExactly("Ada", "Mallory");
    }

    private static void edit(TestClient client, int number) {
        client.edit(doc -> doc.map("m").set("k" + number, AnyValue.of(number)));
        client.untilAcknowledged();
    }

    @Test
    @DisplayName(
            "[U94] nobody speaks for who speaks for themselves; who comes back over a new socket stays when the old one ends")
    void presenceBelongsToItsSocket() throws Exception {
        try (TestClient a = TestClient.join(server, room);
                TestClient b = TestClient.join(server, room);
                RawSocket thief = RawSocket.open(server.socket(room))) {
            a.present("{\"user\":{\"name\":\"Ada\"}}");
            b.until("Ada", () -> b.presenceOf(a) != null);
            long ada = a.read(YDoc::clientId);
            thief.send(presence(99, 1, "{}"));
            thief.send(presence(ada, 50, "{\"user\":{\"name\":\"Mallory\"}}"));
            thief.send(presence(ada, 50, "null"));
            thief.send(presence(98, 1, "{}"));
            thief.first("answer", frame -> frame[0] == 0);
            a.present("{\"user\":{\"name\":\"Ada\"},\"n\":2}");
            b.until("still Ada", () -> String.valueOf(b.presenceOf(a)).contains("\"n\":2"));
            assertThat(b.presenceOf(a)).contains("Ada");

            try (RawSocket again = RawSocket.open(server.socket(room))) {
                again.send(presence(ada, 2, "{\"user\":{\"name\":\"Ada\"},\"n\":2}"));
                again.send(SyncProtocol.encodeStep1(YDoc.of(1).stateVector()));
                again.first("step 2", frame -> frame[0] == 0 && frame[1] == 1);
                a.abort();
                // The old socket's end is heard of before this edit.
                again.send(presence(ada, 3, "{\"user\":{\"name\":\"Ada\"},\"n\":3}"));
                b.until("Ada goes on", () -> String.valueOf(b.presenceOf(a)).contains("\"n\":3"));
            }
            b.until("Ada is gone", () -> b.presenceOf(a) == null);
        }
    }

    private static byte[] presence(long client, long clock, String state) {
        return SyncProtocol.encodeAwareness(new Lib0Writer()
                .writeVarUint(1)
                .writeVarUint(client)
                .writeVarUint(clock)
                .writeVarString(state)
                .toBytes());
    }

    @Test
    @DisplayName("[U105] an address that names no room is answered with 400, as a request and as a socket")
    void refusesByStatus() {
        assertThat(server.get("/collab").statusCode()).isEqualTo(400);
        assertThat(server.get("/collab/").statusCode()).isEqualTo(400);
        assertThatThrownBy(() -> RawSocket.open(server.socketPath("")))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(400));
    }

    @Test
    @DisplayName("[U16] a quiet socket gets signs of life")
    void keepsAlive() {
        try (TestClient a = TestClient.join(server, room)) {
            a.until(
                    "sign of life",
                    () -> a.messages().stream()
                            .anyMatch(message -> message instanceof Message.AwarenessMessage presence
                                    && java.util.Arrays.equals(presence.update(), new byte[] {0})));
        }
    }

    @Test
    @DisplayName("[U19] unknown types are ignored")
    void ignoresUnknownTypes() {
        try (TestClient a = TestClient.join(server, room)) {
            a.send(new byte[] {102, 1, 2, 3});
            a.send(new byte[] {(byte) 0x80, 0x7F});
            a.edit(doc -> doc.map("m").set("k", AnyValue.of(1)));
            a.untilAcknowledged();
        }
    }

    @Test
    @DisplayName("[U20] the first offered subprotocol is accepted, and none is needed")
    void acceptsSubprotocols() {
        TestClient a = TestClient.open(server.socket(room), YDoc.of(5), "X-Other", "x");
        assertThat(a.subprotocol()).isEmpty();
        a.close();
        TestClient b = TestClient.openWithProtocols(server.socket(room), YDoc.of(6), "yauth-abc", "second");
        assertThat(b.subprotocol()).isEqualTo("yauth-abc");
        b.awaitSynced();
        b.close();
    }

    @ParameterizedTest
    @DisplayName("[U7] rooms are what their names say")
    @ValueSource(strings = {"a/b", "a/b/", "😀/床", "50%", "q?x=1", "a+b", "a b", "a#b", "é", "e\u0301", "..", "/"})
    void servesAnyName(String name) {
        try (TestClient a = TestClient.join(server, name)) {
            a.edit(doc -> doc.map("meta").set("name", AnyValue.of(name)));
            a.untilAcknowledged();
        }
        assertThat(server.bean(UpdateLog.class).head(new RoomName(name))).isEqualTo(1);
        try (TestClient b = TestClient.join(server, name)) {
            @Nullable AnyValue read = b.read(doc -> doc.map("meta").any("name"));
            assertThat(read).isEqualTo(AnyValue.of(name));
        }
        assertThat(server.get("/api/scenes/" + TestServer.encode(name) + "/state")
                        .body())
                .contains("\"sequence\":1,");
    }

    @Test
    @DisplayName("[U7] a plain slash is as good as an encoded one, and a query is no part of the name")
    void readsPlainPaths() {
        try (TestClient a = TestClient.join(server, "x" + room + "/y");
                TestClient b =
                        TestClient.open(server.socketPath("x" + TestServer.encode(room) + "/y?token=1"), YDoc.of(9))) {
            a.edit(doc -> doc.map("m").set("k", AnyValue.of(1)));
            b.until("same room", () -> b.read(doc -> doc.map("m").has("k")));
        }
    }

    @Test
    @DisplayName("[U29] a page of another origin gets no socket")
    void refusesOtherOrigins() {
        assertThatThrownBy(() -> TestClient.open(server.socket(room), YDoc.of(1), "Origin", "http://evil.example"))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        e -> assertThat(e.getResponse().statusCode()).isEqualTo(403));
        TestClient own =
                TestClient.open(server.socket(room), YDoc.of(1), "Origin", "http://127.0.0.1:" + server.port());
        own.awaitSynced();
        own.close();
    }

    @Test
    @DisplayName("[U21] a room without sockets is unloaded, and complete when it is opened again")
    void unloads() {
        try (TestClient a = TestClient.join(server, room)) {
            a.edit(doc -> doc.map("m").set("k", AnyValue.of(1)));
            a.untilAcknowledged();
        }
        RoomRegistry rooms = server.bean(RoomRegistry.class);
        org.awaitility.Awaitility.await().until(() -> !rooms.has(new RoomName(room)));
        try (TestClient b = TestClient.join(server, room)) {
            boolean has = b.read(doc -> doc.map("m").has("k"));
            assertThat(has).isTrue();
        }
    }

    private List<LoggedUpdate> log() {
        return server.bean(UpdateLog.class).read(new RoomName(room), 1, Long.MAX_VALUE, Long.MAX_VALUE, 10_000);
    }
}
