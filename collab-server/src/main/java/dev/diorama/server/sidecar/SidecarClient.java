package dev.diorama.server.sidecar;

import dev.diorama.server.log.RoomName;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the sidecar over HTTP; whatever it answers, or does not, ends in bounded time with bounded memory. */
final class SidecarClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final int MAX_ANSWER_BYTES = 16 << 10;
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final SecureRandom random = new SecureRandom();
    private final String url;
    private final Signature signature;
    private final Duration timeout;

    private SidecarClient(String url, Signature signature, Duration timeout) {
        this.url = url;
        this.signature = signature;
        this.timeout = timeout;
    }

    /**
     * Makes a client of the configured sidecar.
     *
     * @throws dev.diorama.server.ops.StartException if the address is not one, or the secret is missing
     */
    static SidecarClient of(SidecarProperties properties) {
        String url = properties.url().strip().replaceAll("/+$", "");
        try {
            URI address = URI.create(url);
            boolean plain = ("http".equals(address.getScheme()) || "https".equals(address.getScheme()))
                    && address.getHost() != null
                    && address.getRawQuery() == null
                    && address.getRawUserInfo() == null;
            if (!plain) {
                throw SidecarSetup.badAddress(url);
            }
        } catch (IllegalArgumentException e) {
            throw SidecarSetup.badAddress(url);
        }
        return new SidecarClient(url, new Signature(properties.secret()), properties.timeout());
    }

    /**
     * Asks what the sidecar has for a room as of an entry.
     *
     * @throws SidecarUnavailableException if no answer comes in time, or none that can be believed
     */
    Answer ask(RoomName room, long sequence) throws InterruptedException {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String nonce = HexFormat.of().formatHex(bytes);
        String mac = signature.of("diorama-checkpoint-request-1", room.value(), sequence, nonce);
        String path =
                URLEncoder.encode(room.value(), StandardCharsets.UTF_8).replace("+", "%20") + "?sequence=" + sequence;
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/checkpoints/" + path))
                .header("Authorization", "Diorama " + nonce + ":" + mac)
                .build();
        HttpResponse<String> response = send(request, timeout);
        if (response.statusCode() != OK) {
            throw new SidecarUnavailableException("the sidecar answers " + response.statusCode());
        }
        return Answer.read(response.body(), room, sequence, nonce, signature);
    }

    /** Whether the sidecar's process answers at all. */
    boolean isAlive() throws InterruptedException {
        try {
            return send(HttpRequest.newBuilder(URI.create(url + "/health")).build(), CONNECT)
                            .statusCode()
                    == OK;
        } catch (SidecarUnavailableException e) {
            return false;
        }
    }

    private HttpResponse<String> send(HttpRequest request, Duration patience) throws InterruptedException {
        CompletableFuture<HttpResponse<String>> answer =
                http.sendAsync(request, head -> new BoundedBody(MAX_ANSWER_BYTES));
        try {
            // A request's own timeout ends with the headers; this one holds for the body too.
            return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new SidecarUnavailableException("no answer within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw new SidecarUnavailableException("the sidecar cannot be asked: " + e.getCause(), e);
        } finally {
            answer.cancel(true);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
