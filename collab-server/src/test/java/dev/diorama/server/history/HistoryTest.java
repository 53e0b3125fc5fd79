package dev.diorama.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.schema.SceneJson;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.server.log.Author;
import dev.diorama.server.log.EditClaim;
import dev.diorama.server.log.NewUpdate;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.log.UpdateLog;
import dev.diorama.server.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {
    private static final RoomName ROOM = new RoomName("a/😀");
    private static final String PATH = "/api/scenes/" + TestServer.encode("a/😀");

    private static final List<String> hashes = new ArrayList<>();
    private static final List<String> scenes = new ArrayList<>();
    private static final List<byte[]> updates = new ArrayList<>();
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder);
        YDoc doc = YDoc.of(0xFFFF_FFFFL);
        remember(doc);
        doc.onUpdate((update, origin, local) -> updates.add(update));
        for (int i = 1; i <= 5; i++) {
            float value = i;
            doc.transact(null, () -> {
                doc.map("nodes").setMap("node \"é\"").set("p", AnyValue.of(value, 0.5f, -0.25f));
                doc.text("title").insert(0, "x");
            });
            remember(doc);
            server.bean(UpdateLog.class)
                    .append(
                            ROOM,
                            new NewUpdate(
                                    1_700_000_000_000L + i,
                                    new Author("id-1", "Zoë", "#0a1b2c"),
                                    doc.clientId(),
                                    i == 1 ? new EditClaim("g", 1_600_000_000_000L, "{\"start\":1}") : EditClaim.NONE,
                                    updates.getLast()))
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static void remember(YDoc doc) {
        hashes.add(StateHash.of(doc));
        scenes.add(Json.print(SceneJson.of(doc)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("[U36] the state as of any entry is that of a replay up to it")
    void replaysAnySequence() {
        for (int at = 0; at <= 5; at++) {
            HttpResponse<String> answer = server.get(PATH + "/state?at=" + at);
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(header(answer, "Content-Type")).startsWith("application/json");
            assertThat(answer.body())
                    .isEqualTo("{\"room\":\"a/😀\",\"sequence\":" + at + ",\"stateHash\":\"" + hashes.get(at)
                            + "\",\"scene\":" + scenes.get(at) + "}");
        }
        assertThat(server.get(PATH + "/state").body())
                .isEqualTo(server.get(PATH + "/state?at=5").body());
    }

    @Test
    @DisplayName("[U36] a room that nobody wrote to is an empty scene")
    void answersForUnknownRooms() {
        assertThat(server.get("/api/scenes/nobody/state").body())
                .isEqualTo("{\"room\":\"nobody\",\"sequence\":0,\"stateHash\":\"" + hashes.getFirst() + "\",\"scene\":"
                        + scenes.getFirst() + "}");
        assertThat(server.get("/api/scenes/nobody/updates").body())
                .isEqualTo("{\"room\":\"nobody\",\"log\":\""
                        + server.bean(UpdateLog.class).id() + "\",\"head\":0,\"updates\":[]}");
    }

    @Test
    @DisplayName("[U36] who has a state already is told so without a replay")
    void knowsStatesByTag() {
        String tag =
                server.get(PATH + "/state?at=3").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> again = server.get(PATH + "/state?at=3", "If-None-Match", tag);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
        assertThat(server.get(PATH + "/state?at=4", "If-None-Match", tag).statusCode())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("[U37] entries are listed with all that the log has of them")
    void listsEntries() {
        String body = server.get(PATH + "/updates?from=1&to=1").body();
        assertThat(body)
                .isEqualTo("{\"room\":\"a/😀\",\"log\":\""
                        + server.bean(UpdateLog.class).id()
                        + "\",\"head\":5,\"updates\":[{\"sequence\":1,\"time\":1700000000001,\"author\":{\"id\":\"id-1\",\"name\":\"Zoë\",\"color\":\"#0a1b2c\"},"
                        + "\"client\":4294967295,\"gesture\":\"g\",\"claimed\":1600000000000,\"path\":{\"start\":1},\"bytes\":\""
                        + Base64.getEncoder().encodeToString(updates.getFirst()) + "\"}]}");
        assertThat(sequences("?from=2&to=4")).isEqualTo("2,3,4");
        assertThat(sequences("")).isEqualTo("1,2,3,4,5");
        assertThat(sequences("?from=4&to=99")).isEqualTo("4,5");
        assertThat(sequences("?from=6")).isEmpty();
    }

    private static String sequences(String query) {
        return String.join(
                ",",
                java.util.regex.Pattern.compile("\"sequence\":(\\d+)")
                        .matcher(server.get(PATH + "/updates" + query).body())
                        .results()
                        .map(match -> match.group(1))
                        .toList());
    }

    @Test
    @DisplayName("[U37] an answer is kept and asked for anew, which costs an empty answer while it is the same")
    void cachesByTag() {
        for (String query : List.of("", "?from=1", "?from=1&to=5", "?from=1&to=6")) {
            HttpResponse<String> open = server.get(PATH + "/updates" + query);
            assertThat(header(open, "Cache-Control")).contains("no-cache");
            assertThat(server.get(PATH + "/updates" + query, "If-None-Match", header(open, "ETag"))
                            .statusCode())
                    .isEqualTo(304);
        }
    }

    @ParameterizedTest
    @DisplayName("[U38] errors are problem details")
    @CsvSource({
        "/state?at=-1,400",
        "/state?at=x,400",
        "/state?at=6,404",
        "/updates?from=0,400",
        "/updates?from=x,400",
    })
    void answersWithProblems(String path, int status) {
        HttpResponse<String> answer = server.get(PATH + path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status);
    }

    @Test
    @DisplayName("[U7] [U38] a name that no room can have is refused")
    void refusesNames() {
        assertThat(server.get("/api/scenes/" + "x".repeat(513) + "/state").statusCode())
                .isEqualTo(400);
        assertThat(server.get("/api/scenes/%00/state").statusCode()).isEqualTo(400);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
