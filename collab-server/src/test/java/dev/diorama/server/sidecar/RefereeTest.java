package dev.diorama.server.sidecar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Json;
import dev.diorama.server.testing.NodeProcess;
import dev.diorama.server.testing.ServerProcess;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The server and the sidecar as processes, and what becomes of editing when the second is not what it should be. */
@DisabledIfSystemProperty(
        named = "diorama.skipWeb",
        matches = "true",
        disabledReason = "-DskipWeb leaves out what needs Node: the sidecar and its packages")
class RefereeTest {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String SECRET = "a secret that server and sidecar share";
    private static final String ROOM = "scène/😀";
    private static final AnyValue.Null NOTHING = AnyValue.Null.INSTANCE;

    private final List<AutoCloseable> open = new ArrayList<>();
    private final int sidecarPort = NodeProcess.freePort();
    private ServerProcess server;
    private TestClient editor;
    private int edits;

    @TempDir
    private Path folder;

    // Every test starts with startServer, which JUnit calls.
    @SuppressWarnings("NullAway.Init")
    RefereeTest() {}

    @BeforeEach
    void startServer() {
        server = ServerProcess.start(
                folder,
                "--diorama.sidecar.url=http://127.0.0.1:" + sidecarPort,
                "--diorama.sidecar.secret=" + SECRET,
                "--diorama.sidecar.interval=100ms",
                "--diorama.sidecar.timeout=3s");
        open.add(server);
        editor = TestClient.open(server.socket(ROOM), YDoc.of(4_000_000_000L));
        editor.awaitSynced();
    }

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable each : open.reversed()) {
            each.close();
        }
    }

    @Test
    @DisplayName(
            "[U65] [U69] a room that Java and Node edit is verified, again after more edits, and health and metrics show it")
    void verifies() {
        startSidecar(sidecarPort, SECRET);
        NodeProcess node = startTool("ws://127.0.0.1:" + server.http("").getPort() + "/collab");
        node.tell("{\"text\":\"from node 😀\"}");
        for (int i = 0; i < 30; i++) {
            edit();
            node.tell("{\"set\":[\"k" + i % 7 + "\"," + i + "]}");
        }
        untilVerifiedAtHead();
        Map<String, AnyValue> newest = checkpoints().getFirst();
        assertThat(newest.get("server")).isEqualTo(newest.get("sidecar")).isNotEqualTo(NOTHING);
        assertThat(text(newest, "detail")).isEmpty();

        String health = get("/actuator/health/sidecar").body();
        assertThat(health).contains("\"status\":\"UP\"", "in contact", "\"lagEntries\":0", "\"roomsInMismatch\":0");
        assertThat(get("/actuator/metrics/diorama.sidecar.checkpoints?tag=verdict:VERIFIED")
                        .body())
                .doesNotContain("\"value\":0.0");
        assertThat(get("/actuator/metrics/diorama.sidecar.lag").statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("[U68] checkpoints come in pages, newest first")
    void pages() {
        startSidecar(sidecarPort, SECRET);
        for (int i = 0; i < 3; i++) {
            edit();
            untilVerifiedAtHead();
        }
        Map<String, AnyValue> first = json(get(path() + "?limit=2").body());
        long next = ((Double) ((AnyValue.Num) value(first, "next")).value()).longValue();
        Map<String, AnyValue> second =
                json(get(path() + "?limit=2&before=" + next).body());
        assertThat(sequences(first)).hasSize(2).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(sequences(second))
                .isNotEmpty()
                .allMatch(sequence -> sequence < sequences(first).getLast());
        assertThat(get(path() + "?limit=0").statusCode()).isEqualTo(400);
        assertThat(get(path() + "?before=x").statusCode()).isEqualTo(400);
        assertThat(get("/api/scenes/" + "x".repeat(513) + "/checkpoints").statusCode())
                .isEqualTo(400);
    }

    @Test
    @DisplayName("[U71] a Node tool at the sidecar and a client of the relay see each other's edits and each other")
    void servesTools() {
        startSidecar(sidecarPort, SECRET);
        edit();
        NodeProcess tool = startTool("ws://127.0.0.1:" + sidecarPort);
        tool.awaitLine("{\"map\":{\"edit\":1}}");
        tool.tell("{\"set\":[\"tool\",\"was here\"]}");
        editor.until("the tool's edit", () -> editor.read(doc -> doc.map("m").has("tool")));
        edit();
        tool.awaitLine("\"edit\":2");

        NodeProcess second = startTool("ws://127.0.0.1:" + sidecarPort);
        second.awaitLine("\"tool\":\"was here\"");
        tool.tell("{\"name\":\"Tool\"}");
        second.tell("{\"name\":\"Zoë\"}");
        editor.present("{\"user\":{\"name\":\"Ada\"}}");
        tool.awaitLine("{\"present\":[\"Ada\",\"Zoë\"]}");
        second.awaitLine("{\"present\":[\"Ada\",\"Tool\"]}");
        second.close();
        tool.awaitLine("{\"present\":[\"Ada\"]}");

        // Each edit is by whom its own connection says it is.
        tool.tell("{\"set\":[\"by\",\"Tool\"]}");
        editor.until("the named edit", () -> editor.read(doc -> doc.map("m").has("by")));
        assertThat(get("/api/scenes/" + TestServer.encode(ROOM) + "/updates").body())
                .contains("\"name\":\"Tool\"");
        untilVerifiedAtHead();
    }

    @Test
    @DisplayName("[U66] editing goes on while the sidecar is killed, and the rooms are verified when it is back")
    void survivesItsDeath() {
        NodeProcess sidecar = startSidecar(sidecarPort, SECRET);
        edit();
        untilVerifiedAtHead();
        sidecar.close();
        edit();
        untilUnavailable();
        assertThatTheServerIsWell();
        assertThat(get("/actuator/health/sidecar").body()).contains("away");
        startSidecar(sidecarPort, SECRET);
        untilVerifiedAtHead();
    }

    @Test
    @DisplayName("[U66] editing goes on while the sidecar is paused, and the rooms are verified when it goes on")
    void survivesItsPause() {
        NodeProcess sidecar = startSidecar(sidecarPort, SECRET);
        edit();
        untilVerifiedAtHead();
        sidecar.pause();
        edit();
        untilUnavailable();
        assertThatTheServerIsWell();
        sidecar.resume();
        untilVerifiedAtHead();
    }

    @Test
    @DisplayName("[U66] [U67] a sidecar that disagrees quarantines the room for ever, tells it once, and stops no edit")
    void quarantines() throws Exception {
        int truthful = NodeProcess.freePort();
        startSidecar(truthful, SECRET);
        NodeProcess liar = startFalsifier(truthful, "secret");
        edit();
        untilNewest(Verdict.MISMATCH);
        edit();
        edit();
        untilNewest(Verdict.MISMATCH);
        assertThatTheServerIsWell();
        assertThat(quarantined()).isTrue();
        assertThat(server.output().split("Two implementations disagree", -1)).hasSize(2);
        assertThat(get("/actuator/health/sidecar").body()).contains("\"roomsInMismatch\":1");
        assertThatThereIsABundle();

        liar.close();
        startSidecar(sidecarPort, SECRET);
        edit();
        untilVerifiedAtHead();
        assertThat(quarantined()).isTrue();
    }

    @ParameterizedTest
    @DisplayName("[U64] [U66] what cannot be believed is no verdict, and stops no edit")
    @CsvSource({"forged,not signed", "garbage,not JSON", "flood,too long"})
    void believesNobodyElse(String lie, String reason) {
        int truthful = NodeProcess.freePort();
        startSidecar(truthful, SECRET);
        startFalsifier(truthful, lie);
        edit();
        untilUnavailable();
        edit();
        assertThat(text(checkpoints().getFirst(), "detail")).contains(reason);
        assertThatTheServerIsWell();
        assertThat(quarantined()).isFalse();
    }

    @Test
    @DisplayName("[U64] a sidecar with another secret judges nothing")
    void needsTheSecret() {
        startSidecar(sidecarPort, "another secret of enough bytes");
        edit();
        untilUnavailable();
        assertThat(text(checkpoints().getFirst(), "detail")).contains("401");
        assertThat(server.output()).doesNotContain(SECRET);
    }

    private void edit() {
        int number = ++edits;
        editor.edit(doc -> doc.map("m").set("edit", AnyValue.of(number)));
        editor.untilAcknowledged();
    }

    private NodeProcess startSidecar(int port, String secret) {
        Map<String, String> environment = Map.of(
                "DIORAMA_SERVER_URL", server.http("").toString(),
                "DIORAMA_SIDECAR_SECRET", secret,
                "PORT", Integer.toString(port));
        return start(environment, "src/main.mjs").awaitLine("\"event\":\"ready\"");
    }

    /** A proxy in front of a truthful sidecar, where the server expects the sidecar. */
    private NodeProcess startFalsifier(int truthfulPort, String lie) {
        Map<String, String> environment =
                Map.of("DIORAMA_SIDECAR_SECRET", SECRET, "PORT", Integer.toString(sidecarPort));
        return start(environment, "testing/falsifier.mjs", "http://127.0.0.1:" + truthfulPort, lie)
                .awaitLine("\"event\":\"ready\"");
    }

    private NodeProcess startTool(String url) {
        return start(Map.of(), "testing/toolProcess.mjs", url, ROOM).awaitLine("{\"synced\":true}");
    }

    private NodeProcess start(Map<String, String> environment, String program, String... arguments) {
        NodeProcess process = NodeProcess.start(environment, program, arguments);
        open.add(process);
        return process;
    }

    private void untilVerifiedAtHead() {
        await("verified").atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(() -> {
            double head = ((AnyValue.Num) value(
                            json(get("/api/scenes/" + TestServer.encode(ROOM) + "/updates?from=999999")
                                    .body()),
                            "head"))
                    .value();
            List<Map<String, AnyValue>> all = checkpoints();
            return !all.isEmpty()
                    && text(all.getFirst(), "verdict").equals("VERIFIED")
                    && ((AnyValue.Num) value(all.getFirst(), "sequence")).value() == head;
        });
    }

    private void untilUnavailable() {
        untilNewest(Verdict.UNAVAILABLE);
    }

    private void untilNewest(Verdict verdict) {
        await(verdict.name())
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> {
                    List<Map<String, AnyValue>> all = checkpoints();
                    return !all.isEmpty() && text(all.getFirst(), "verdict").equals(verdict.name());
                });
    }

    private void assertThatTheServerIsWell() {
        assertThat(get("/actuator/health").body())
                .startsWith("{")
                .contains("\"status\":\"UP\"")
                .doesNotContain("DOWN");
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(editor.isClosed()).isFalse();
    }

    private void assertThatThereIsABundle() throws IOException {
        Path quarantine = folder.resolve("quarantine");
        await("bundle")
                .atMost(PATIENCE)
                .until(() -> Files.exists(quarantine) && !bundles(quarantine).isEmpty());
        Path bundle = bundles(quarantine).getFirst();
        assertThat(Files.readAllLines(bundle.resolve("log.jsonl")))
                .isNotEmpty()
                .allMatch(line -> line.startsWith("{\"sequence\":") && line.contains("\"bytes\":\""));
        assertThat(Files.readString(bundle.resolve("answers.json")))
                .contains("MISMATCH", "\"server\":{", "\"sidecar\":{");
        assertThat(bundles(quarantine)).hasSize(1);
    }

    private static List<Path> bundles(Path quarantine) throws IOException {
        try (Stream<Path> entries = Files.list(quarantine)) {
            return entries.filter(each -> !each.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    private boolean quarantined() {
        return value(json(get(path()).body()), "quarantined").equals(AnyValue.Bool.TRUE);
    }

    private List<Map<String, AnyValue>> checkpoints() {
        return list(json(get(path()).body()));
    }

    private static List<Map<String, AnyValue>> list(Map<String, AnyValue> page) {
        return ((AnyValue.Arr) value(page, "checkpoints"))
                .values().stream().map(each -> ((AnyValue.Obj) each).entries()).toList();
    }

    private static List<Double> sequences(Map<String, AnyValue> page) {
        return list(page).stream()
                .map(each -> ((AnyValue.Num) value(each, "sequence")).value())
                .toList();
    }

    private static String path() {
        return "/api/scenes/" + TestServer.encode(ROOM) + "/checkpoints";
    }

    private static AnyValue value(Map<String, AnyValue> fields, String name) {
        return fields.getOrDefault(name, NOTHING);
    }

    private static String text(Map<String, AnyValue> fields, String name) {
        return ((AnyValue.Str) value(fields, name)).value();
    }

    private static Map<String, AnyValue> json(String text) {
        try {
            return ((AnyValue.Obj) Json.parse(text)).entries();
        } catch (DecodeException e) {
            throw new AssertionError(text, e);
        }
    }

    private HttpResponse<String> get(String path) {
        try {
            return HTTP.send(HttpRequest.newBuilder(server.http(path)).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
