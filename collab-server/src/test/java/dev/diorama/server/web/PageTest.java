package dev.diorama.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.server.testing.TestServer;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** Serves the small page in {@code src/test/resources/static}. */
class PageTest {
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @DisplayName("[U25] every room's address is the page, which is asked for anew")
    @ValueSource(strings = {"/", "/s/main", "/s/a/b", "/s/%F0%9F%98%80%2F1"})
    void servesThePage(String path) {
        HttpResponse<String> answer = server.get(path);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("page of the tests");
        assertThat(header(answer, "Content-Type")).startsWith("text/html");
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
        assertThat(server.head(path).statusCode()).isEqualTo(200);
    }

    @Test
    @DisplayName("[U25] a build without the page says so")
    void saysThatThereIsNoPage() {
        WebTestClient.bindToRouterFunction(new PageRoutes(new ClassPathResource("static/not-there.html")).page())
                .build()
                .get()
                .uri("/")
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .value(body -> assertThat(body).contains("-DskipWeb"));
    }

    @ParameterizedTest
    @DisplayName("[U26] every answer keeps the page to its own origin")
    @ValueSource(
            strings = {"/", "/assets/engine-0a1b2c3d.wasm", "/not-there", "/api/scenes/main/state", "/collab/main"})
    void sendsSecurityHeaders(String path) {
        HttpResponse<String> answer = server.get(path);
        String policy = header(answer, "Content-Security-Policy");
        assertThat(policy)
                .startsWith("default-src 'self'; ")
                .contains("script-src 'self' 'wasm-unsafe-eval';")
                .contains("connect-src 'self';")
                .contains("frame-ancestors 'self'")
                .doesNotContain("http")
                .doesNotContain("'unsafe-eval'")
                .doesNotContain("*");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Referrer-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
        assertThat(header(answer, "Cross-Origin-Embedder-Policy")).isEqualTo("require-corp");
    }

    @Test
    @DisplayName("[U27] WebAssembly has its type, so that browsers compile it while it comes")
    void servesWasm() {
        HttpResponse<String> answer = server.get("/assets/engine-0a1b2c3d.wasm");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/wasm");
        assertThat(header(answer, "Cache-Control")).contains("max-age=31536000").contains("immutable");
    }

    @Test
    @DisplayName("[U27] a file without a hash in its name is asked for anew")
    void asksAnewForOtherFiles() {
        HttpResponse<String> answer = server.get("/icon.svg");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "Cache-Control")).isEqualTo("no-cache");
    }

    @Test
    @DisplayName("[U27] the compressed file is served to who takes it")
    void servesCompressedFiles() {
        HttpResponse<String> answer = server.get("/icon.svg", "Accept-Encoding", "br");
        assertThat(header(answer, "Content-Encoding")).isEqualTo("br");
        assertThat(answer.body()).isEqualTo("stands for a compressed icon\n");
        assertThat(header(answer, "Content-Type")).isEqualTo("image/svg+xml");
        assertThat(header(server.get("/icon.svg"), "Content-Encoding")).isEmpty();
    }

    @Test
    @DisplayName("[U25] what is not there is not there")
    void findsNothing() {
        assertThat(server.get("/assets/none.js").statusCode()).isEqualTo(404);
        assertThat(server.get("/application.yaml").statusCode()).isEqualTo(404);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }
}
