package dev.diorama.server.testing;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A socket that knows nothing of any protocol: frames go out and come in as they are. */
public final class RawSocket implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<byte[]> frames = new ArrayList<>();
    private final CompletableFuture<TestClient.Closed> closed = new CompletableFuture<>();
    private final WebSocket socket;

    private RawSocket(URI address, List<String> protocols) {
        WebSocket.Builder builder = HTTP.newWebSocketBuilder();
        if (!protocols.isEmpty()) {
            builder.subprotocols(
                    protocols.getFirst(), protocols.subList(1, protocols.size()).toArray(String[]::new));
        }
        socket = builder.buildAsync(address, new Listener())
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Opens a socket that offers these subprotocols. */
    public static RawSocket open(URI address, String... protocols) {
        return new RawSocket(address, List.of(protocols));
    }

    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /** Sends a frame. */
    public void send(byte[] frame) {
        socket.sendBinary(ByteBuffer.wrap(frame), true).join();
    }

    /** What came so far. */
    public List<byte[]> frames() {
        synchronized (frames) {
            return List.copyOf(frames);
        }
    }

    /** The first frame that is like this; waits for it. */
    public byte[] first(String what, Predicate<byte[]> condition) {
        return await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> frames().stream().filter(condition).findFirst(), found -> found.isPresent())
                .orElseThrow();
    }

    /** How the server ended the connection; waits for it. */
    public TestClient.Closed awaitClosed() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    @Override
    public void close() {
        socket.abort();
    }

    private final class Listener implements WebSocket.Listener {
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            parts.writeBytes(part);
            if (last) {
                synchronized (frames) {
                    frames.add(parts.toByteArray());
                }
                parts.reset();
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int code, String reason) {
            closed.complete(new TestClient.Closed(code, reason));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.complete(new TestClient.Closed(1006, String.valueOf(error)));
        }
    }
}
