package dev.diorama.server.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.server.testing.TestClient;
import dev.diorama.server.testing.TestServer;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Parameter;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.json.JsonParserFactory;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.method.annotation.RequestMappingHandlerMapping;
import org.yaml.snakeyaml.Yaml;

/** Compares the description of the REST resources with the resources. */
class OpenApiTest {
    private static final Path FILE = Path.of("..", "docs", "openapi.yaml");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("[U120] the description has every resource of the server with every parameter, and no other")
    void describesEveryResource() throws Exception {
        Map<String, Set<String>> described = new TreeMap<>();
        for (Map.Entry<String, Object> path : map(read(), "paths").entrySet()) {
            for (Map.Entry<String, Object> method : map(path.getValue()).entrySet()) {
                Set<String> parameters = list(map(method.getValue()).get("parameters")).stream()
                        .map(parameter -> String.valueOf(resolve(parameter).get("name")))
                        .collect(Collectors.toCollection(TreeSet::new));
                described.put(method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey(), parameters);
            }
        }
        Map<String, Set<String>> real = new TreeMap<>();
        try (TestServer server = TestServer.start(folder)) {
            server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                    .getHandlerMethods()
                    .forEach((mapping, handler) -> mapping.getPatternsCondition()
                            .getPatterns()
                            .forEach(pattern -> mapping.getMethodsCondition()
                                    .getMethods()
                                    .forEach(method -> real.put(
                                            method + " " + pattern.getPatternString(),
                                            Arrays.stream(handler.getMethod().getParameters())
                                                    .filter(OpenApiTest::isOfTheRequest)
                                                    .map(Parameter::getName)
                                                    .collect(Collectors.toCollection(TreeSet::new))))));
        }
        assertThat(described).isEqualTo(real);
    }

    private static boolean isOfTheRequest(Parameter parameter) {
        return Arrays.stream(parameter.getAnnotations())
                .map(Annotation::annotationType)
                .anyMatch(type -> type == PathVariable.class || type == RequestParam.class);
    }

    @Test
    @DisplayName("[U120] real answers have what their schemas require and nothing that these do not name")
    void describesRealAnswers() throws Exception {
        try (TestServer server = TestServer.start(folder);
                TestClient editor = TestClient.join(server, "room")) {
            editor.edit(doc -> doc.map("m").set("k", AnyValue.of(1)));
            editor.untilAcknowledged();
            Map<String, Object> state = assertMatches(server.get("/api/scenes/room/state"), "State");
            assertThat(state).containsEntry("sequence", 1);
            Map<String, Object> updates = assertMatches(server.get("/api/scenes/room/updates"), "Updates");
            Map<String, Object> update = map(list(updates.get("updates")).getFirst());
            assertMatches(update, "Update");
            assertMatches(map(update.get("author")), "Author");
            editor.edit(doc -> doc.map("nodes").setMap("n"));
            editor.untilAcknowledged();
            Map<String, Object> authorship = assertMatches(server.get("/api/scenes/room/authorship"), "Authorship");
            assertMatches(map(list(authorship.get("authors")).getFirst()), "Author");
            assertMatches(map(list(authorship.get("nodes")).getFirst()), "ChangedNode");
            assertMatches(server.get("/api/scenes/room/checkpoints"), "Checkpoints");
            HttpResponse<String> problem = server.get("/api/scenes/room/state?at=-1");
            assertThat(problem.headers().firstValue("Content-Type")).contains("application/problem+json");
            assertMatches(problem, "Problem");
        }
    }

    private static Map<String, Object> assertMatches(HttpResponse<String> answer, String schema) throws IOException {
        Map<String, Object> body = JsonParserFactory.getJsonParser().parseMap(answer.body());
        assertMatches(body, schema);
        return body;
    }

    private static void assertMatches(Map<String, Object> value, String name) throws IOException {
        Map<String, Object> schema =
                map(map(map(read(), "components"), "schemas").get(name));
        assertThat(value.keySet()).as(name).containsAll(strings(schema.get("required")));
        assertThat(map(schema.get("properties")).keySet()).as(name).containsAll(value.keySet());
    }

    private static Map<String, Object> read() throws IOException {
        return map(new Yaml().load(Files.readString(FILE)));
    }

    private static Map<String, Object> resolve(Object parameter) {
        Map<String, Object> found = map(parameter);
        Object reference = found.get("$ref");
        if (reference == null) {
            return found;
        }
        try {
            Map<String, Object> at = read();
            for (String part : reference.toString().substring(2).split("/", -1)) {
                at = map(at.get(part));
            }
            return at;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Map<String, Object> map(Map<String, Object> parent, String key) {
        return map(parent.get(key));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }

    @SuppressWarnings("unchecked")
    private static List<Object> list(@Nullable Object value) {
        return (List<Object>) Objects.requireNonNull(value);
    }

    private static List<String> strings(@Nullable Object value) {
        return list(value).stream().map(String::valueOf).toList();
    }
}
