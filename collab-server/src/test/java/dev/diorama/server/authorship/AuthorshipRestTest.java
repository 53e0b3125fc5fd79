package dev.diorama.server.authorship;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.server.CollabServerApplication;
import dev.diorama.server.access.Admission;
import dev.diorama.server.access.Role;
import dev.diorama.server.access.RoomAccess;
import dev.diorama.server.log.RoomName;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestPostgres;
import dev.diorama.server.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Who changed which node last, over REST. */
class AuthorshipRestTest {
    private static final String PATH = "/api/scenes/room/authorship";
    private static TestServer server;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start(@TempDir Path shared) {
        server = TestServer.start(List.of(CollabServerApplication.class, NotEverywhere.class), shared);
        edit(server);
    }

    /** Bo and Ada each make an object, and Bo changes that of Ada, under another name. */
    private static void edit(TestServer into) {
        try (TestClient bo = TestClient.join(into, "room");
                TestClient ada = TestClient.join(into, "room")) {
            bo.present("{\"user\":{\"name\":\"Bo Berg\",\"color\":\"#00b6d8\"}}");
            bo.edit(doc -> doc.map("nodes").setMap("first"));
            bo.untilAcknowledged();
            ada.present("{\"user\":{\"name\":\"Ada\",\"color\":\"#ef7a85\"}}");
            ada.edit(doc -> {
                doc.map("nodes").setMap("ball").set("p", AnyValue.of(1));
                doc.map("nodes").setMap("cube");
            });
            ada.untilAcknowledged();
            bo.until("Bo has the ball", () -> bo.read(doc -> doc.map("nodes").has("ball")));
            bo.present("{\"user\":{\"name\":\"Bob\",\"color\":\"#00b6d8\"}}");
            bo.edit(doc -> Objects.requireNonNull(doc.map("nodes").map("ball")).set("p", AnyValue.of(2)));
            bo.untilAcknowledged();
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @DisplayName("[U130] the answer names each author once and each node with its last change, the newest first")
    void answers() {
        HttpResponse<String> answer = server.get(PATH);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        String body =
                answer.body().replaceAll("\"time\":\\d{13}", "\"time\":T").replaceAll("-[0-9a-f-]{16,36}\"", "\"");
        assertThat(body)
                .matches("\\{\"room\":\"room\",\"log\":\"[^\"]+\",\"sequence\":3,\"authors\":\\[.*")
                .contains("[{\"id\":\"guest\",\"name\":\"Bob\",\"color\":\"#00b6d8\"},"
                        + "{\"id\":\"guest\",\"name\":\"Ada\",\"color\":\"#ef7a85\"},"
                        + "{\"id\":\"guest\",\"name\":\"Bo Berg\",\"color\":\"#00b6d8\"}]")
                .endsWith("\"nodes\":[{\"id\":\"ball\",\"author\":0,\"time\":T,\"sequence\":3},"
                        + "{\"id\":\"cube\",\"author\":1,\"time\":T,\"sequence\":2},"
                        + "{\"id\":\"first\",\"author\":2,\"time\":T,\"sequence\":1}],\"more\":false}");
    }

    @ParameterizedTest
    @DisplayName("[U130] what is asked for is found, all of it together")
    @CsvSource({
        "?by=bo, ball first",
        "?by=BOB, ball",
        "?by=berg, first",
        "?by=ada, cube",
        "?by=nobody, ''",
        "?by=, ball cube first",
        "?name=Bob&color=%2300b6d8, ball",
        "?name=bob, ''",
        "?color=%2300B6D8, ball first",
        "?within=3600, ball cube first",
        "?within=9223372036854775807&by=ada, cube",
        "?by=%22%00%F0%9F%98%80, ''",
        "?limit=1, ball",
    })
    void finds(String query, String expected) {
        HttpResponse<String> answer = server.get(PATH + query);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ids(answer)).isEqualTo(expected);
        assertThat(answer.body()).endsWith("\"more\":" + query.contains("limit") + "}");
    }

    private static String ids(HttpResponse<String> answer) {
        String nodes = answer.body().substring(answer.body().indexOf("\"nodes\":"));
        return String.join(
                " ",
                Pattern.compile("\\{\"id\":\"(.*?)\",\"author\"")
                        .matcher(nodes)
                        .results()
                        .map(match -> match.group(1))
                        .toList());
    }

    @Test
    @DisplayName("[U130] a room that nobody wrote to has no changes")
    void answersForUnknownRooms() {
        assertThat(server.get("/api/scenes/nobody/authorship?by=bo").body())
                .endsWith("\"sequence\":0,\"authors\":[],\"nodes\":[],\"more\":false}");
    }

    @ParameterizedTest
    @DisplayName("[U132] what makes no sense is refused with a problem that says what")
    @CsvSource({
        "room/authorship?within=-1,400",
        "room/authorship?within=an%20hour,400",
        "room/authorship?within=9223372036854775808,400",
        "room/authorship?limit=0,400",
        "room/authorship?limit=100001,400",
        "room/authorship?limit=many,400",
        "%00/authorship,400",
        "secret/authorship,403",
    })
    void refuses(String path, int status) {
        HttpResponse<String> answer = server.get("/api/scenes/" + path);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).contains("\"status\":" + status);
    }

    @Test
    @DisplayName("[U130] the same is told of a log in PostgreSQL, and after a restart")
    void answersFromPostgres() {
        String[] settings = TestPostgres.settings(TestPostgres.shared().createDatabase());
        try (TestServer first = TestServer.start(folder, settings)) {
            edit(first);
            assertThat(ids(first.get(PATH + "?by=bo"))).isEqualTo("ball first");
        }
        try (TestServer second = TestServer.start(folder, settings)) {
            assertThat(ids(second.get(PATH + "?by=bo"))).isEqualTo("ball first");
            assertThat(ids(second.get(PATH + "?by=ada&within=86400"))).isEqualTo("cube");
        }
    }

    /** Nobody may see one of the rooms. Without an annotation, so that no other test finds it. */
    static class NotEverywhere {
        @Bean
        @Primary
        RoomAccess notEverywhere() {
            return new RoomAccess() {
                @Override
                public Admission enter(RoomName room, ServerHttpRequest request) {
                    return new Admission(room.value().equals("secret") ? Role.NONE : Role.EDITOR, null);
                }

                @Override
                public String description() {
                    return "nobody may see the secret";
                }
            };
        }
    }
}
