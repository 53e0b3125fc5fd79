package dev.diorama.server.testing;

import dev.diorama.server.CollabServerApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole server in this process, on a port of its own. */
public final class TestServer implements AutoCloseable {
    /** A request without an answer fails a test instead of holding it for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Of its own, so that no connection outlives the server that it went to. */
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ConfigurableApplicationContext context;

    private TestServer(ConfigurableApplicationContext context) {
        this.context = context;
    }

    /** Starts the server with its data in a folder. */
    public static TestServer start(Path folder, String... arguments) {
        return start(List.of(CollabServerApplication.class), folder, arguments);
    }

    /** Starts the server with beans of the test beside its own. */
    public static TestServer start(List<Class<?>> sources, Path folder, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--server.port=0");
        all.add("--diorama.data-dir=" + folder);
        return new TestServer(
                new SpringApplicationBuilder(sources.toArray(Class<?>[]::new)).run(all.toArray(String[]::new)));
    }

    /** Starts the server with these arguments and no others. */
    public static TestServer startAsGiven(String... arguments) {
        return new TestServer(new SpringApplicationBuilder(CollabServerApplication.class).run(arguments));
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** A bean of which there are several. */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** Names of the classes of all beans. */
    public List<String> beanClasses() {
        return Stream.of(context.getBeanDefinitionNames())
                .map(context::getType)
                .filter(Objects::nonNull)
                .map(Class::getName)
                .toList();
    }

    public int port() {
        return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer())
                .getPort();
    }

    /** Address of an HTTP path. */
    public URI http(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /** Address of a room's socket. */
    public URI socket(String room) {
        return socketPath(encode(room));
    }

    /** Address of a socket by the path that names its room. */
    public URI socketPath(String path) {
        return URI.create("ws://127.0.0.1:" + port() + "/collab/" + path);
    }

    /** A room's name as one segment of a path. */
    public static String encode(String room) {
        return URLEncoder.encode(room, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Answer to a GET with headers, as name, value, name, value. */
    public HttpResponse<String> get(String path, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(http(path)).timeout(PATIENCE);
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Answer to a HEAD, as a load balancer asks it. */
    public HttpResponse<String> head(String path) {
        return send(HttpRequest.newBuilder(http(path)).timeout(PATIENCE).HEAD().build());
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
        context.close();
    }
}
