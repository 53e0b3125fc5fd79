package dev.diorama.server.testing;

import static org.awaitility.Awaitility.await;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.protocol.Awareness;
import dev.diorama.scene.protocol.Message;
import dev.diorama.scene.protocol.SyncProtocol;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A peer over a real socket that speaks the y-websocket wire as the npm provider does: asks on opening, answers, sends every local edit.
 *
 * <p>Document and messages are guarded by this object's lock.
 */
public final class TestClient implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final AtomicLong IDS = new AtomicLong(1000);
    private static final Object REMOTE = new Object();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final YDoc doc;
    private final Awareness awareness;
    private final List<Message> messages = new ArrayList<>();
    private final List<byte[]> sent = new ArrayList<>();
    private final CompletableFuture<Closed> closed = new CompletableFuture<>();
    private WebSocket socket;
    private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);
    private boolean synced;
    private boolean paused;

    // The socket's listener is this client's; a message cannot come before the handshake's answer.
    @SuppressWarnings("NullAway.Init")
    private TestClient(YDoc doc) {
        this.doc = doc;
        this.awareness = Awareness.of(doc.clientId(), System::currentTimeMillis);
    }

    /** A new peer in a room, synchronised. */
    public static TestClient join(TestServer server, String room) {
        TestClient client = open(server.socket(room), YDoc.of(IDS.incrementAndGet()));
        client.awaitSynced();
        return client;
    }

    /** A new peer in a room, synchronised. */
    public static TestClient join(URI address) {
        TestClient client = open(address, YDoc.of(IDS.incrementAndGet()));
        client.awaitSynced();
        return client;
    }

    /** A peer with a document of its own; not waited for. */
    public static TestClient open(URI address, YDoc doc, String... headers) {
        TestClient client = new TestClient(doc);
        client.connect(address, HTTP.newWebSocketBuilder(), headers);
        return client;
    }

    /** A peer that offers subprotocols. */
    public static TestClient openWithProtocols(URI address, YDoc doc, String first, String... others) {
        TestClient client = new TestClient(doc);
        client.connect(address, HTTP.newWebSocketBuilder().subprotocols(first, others));
        return client;
    }

    private void connect(URI address, WebSocket.Builder builder, String... headers) {
        for (int i = 0; i < headers.length; i += 2) {
            builder.header(headers[i], headers[i + 1]);
        }
        builder.buildAsync(address, new Listener())
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        synchronized (this) {
            doc.onUpdate((update, origin, local) -> {
                if (!REMOTE.equals(origin)) {
                    send(SyncProtocol.encodeUpdate(update));
                    sent.add(update);
                }
            });
            send(SyncProtocol.encodeStep1(doc.stateVector()));
        }
    }

    /** Changes the document in one transaction. */
    public synchronized void edit(Consumer<YDoc> change) {
        doc.transact(null, () -> change.accept(doc));
    }

    /** Reads the document. */
    public synchronized <T extends @Nullable Object> T read(Function<YDoc, T> question) {
        return question.apply(doc);
    }

    /** Says something about this peer; null to leave. */
    public synchronized void present(@Nullable String json) {
        awareness.setLocalState(json);
        send(SyncProtocol.encodeAwareness(awareness.encode(List.of(doc.clientId()))));
    }

    /** Sends all that this peer knows of everybody, as providers do when they hear something new. */
    public synchronized void repeatPresence() {
        send(SyncProtocol.encodeAwareness(
                awareness.encode(List.copyOf(awareness.states().keySet()))));
    }

    /** Sends a frame as it is. */
    public synchronized void send(byte[] frame) {
        lastSend = lastSend.thenCompose(before -> socket.sendBinary(ByteBuffer.wrap(frame), true));
    }

    public void sendText(String text) {
        socket.sendText(text, true).join();
    }

    /** Presence of the others, as this peer knows it. */
    public synchronized @Nullable String presenceOf(TestClient other) {
        return awareness.state(other.doc.clientId());
    }

    public synchronized List<Message> messages() {
        return List.copyOf(messages);
    }

    /** Local edits so far, as they were sent. */
    public synchronized List<byte[]> sent() {
        return List.copyOf(sent);
    }

    /** Updates that came back or came from others. */
    public synchronized List<byte[]> updates() {
        return messages.stream()
                .filter(Message.SyncUpdate.class::isInstance)
                .map(message -> ((Message.SyncUpdate) message).update())
                .toList();
    }

    /** Waits until something is so. */
    public void until(String what, BooleanSupplier condition) {
        await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(5)).until(() -> {
            synchronized (this) {
                return condition.getAsBoolean();
            }
        });
    }

    /** Waits until every local edit has come back. */
    public void untilAcknowledged() {
        until("acknowledged", () -> {
            List<byte[]> echoes = updates();
            return sent.stream().allMatch(update -> echoes.stream().anyMatch(echo -> Arrays.equals(echo, update)));
        });
    }

    public void awaitSynced() {
        until("synced", () -> synced);
    }

    public boolean isClosed() {
        return closed.isDone();
    }

    /** How the server ended the connection. */
    public Closed awaitClosed() {
        return closed.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
    }

    /** Reads no further until {@link #resume}. */
    public synchronized void pause() {
        paused = true;
    }

    /** Reads on. */
    public synchronized void resume() {
        paused = false;
        socket.request(1);
    }

    /** Subprotocol that the server chose, empty for none. */
    public String subprotocol() {
        return socket.getSubprotocol();
    }

    /** Leaves as a closing tab does. */
    @Override
    public void close() {
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "")
                .exceptionally(e -> socket)
                .join();
    }

    /** Breaks the connection. */
    public void abort() {
        socket.abort();
    }

    private synchronized void receive(byte[] frame) {
        try {
            Message message = SyncProtocol.decode(frame);
            messages.add(message);
            switch (message) {
                case Message.SyncStep1 step1 ->
                    send(SyncProtocol.encodeStep2(doc.encodeStateAsUpdate(step1.stateVector())));
                case Message.SyncStep2 step2 -> {
                    doc.applyUpdate(step2.update(), REMOTE);
                    synced = true;
                }
                case Message.SyncUpdate update -> doc.applyUpdate(update.update(), REMOTE);
                case Message.AwarenessMessage presence -> awareness.apply(presence.update(), REMOTE);
                default -> {}
            }
        } catch (DecodeException e) {
            throw new AssertionError("the server sent malformed bytes", e);
        }
    }

    /** How a connection ended; code 1006 when it just broke. */
    public record Closed(int code, String reason) {}

    private final class Listener implements WebSocket.Listener {
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream();

        @Override
        public void onOpen(WebSocket webSocket) {
            synchronized (TestClient.this) {
                socket = webSocket;
            }
            webSocket.request(1);
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            parts.writeBytes(part);
            if (last) {
                receive(parts.toByteArray());
                parts.reset();
            }
            synchronized (TestClient.this) {
                if (!paused) {
                    webSocket.request(1);
                }
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(new Closed(statusCode, reason));
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.complete(new Closed(1006, String.valueOf(error)));
        }
    }
}
