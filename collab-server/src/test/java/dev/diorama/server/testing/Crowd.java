package dev.diorama.server.testing;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.lib0.Lib0Reader;
import dev.diorama.scene.protocol.SyncProtocol;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * Many editors in one room, each with a steady rate of edits, who remember every byte that they heard and understand none of it: cheap
 * enough to press a server that runs beside them.
 */
public final class Crowd implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SYNC = 0;
    private static final int STEP_2 = 1;
    private static final int UPDATE = 2;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("crowd").factory());
    private final List<Editor> editors = new ArrayList<>();

    private Crowd() {}

    /** Connects editors, who wait for their first answer. */
    public static Crowd join(URI room, int editors, long firstClient) {
        Crowd crowd = new Crowd();
        for (int i = 0; i < editors; i++) {
            crowd.editors.add(new Editor(YDoc.of(firstClient + i), "e" + i, room));
        }
        crowd.until("first answers", () -> crowd.editors.stream().allMatch(Editor::answered));
        return crowd;
    }

    /** Lets everybody edit, each so often a second, until the crowd is closed. */
    public void edit(int perSecond) {
        long period = TimeUnit.SECONDS.toNanos(1) / perSecond;
        for (int i = 0; i < editors.size(); i++) {
            Editor editor = editors.get(i);
            var unused =
                    clock.scheduleAtFixedRate(editor::edit, period * i / editors.size(), period, TimeUnit.NANOSECONDS);
        }
    }

    /** Nobody edits any more. */
    public void rest() {
        clock.shutdownNow();
    }

    /** Runs something after a time, beside the edits. */
    public CompletableFuture<Void> after(long millis, Runnable action) {
        return CompletableFuture.runAsync(action, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS));
    }

    /** Edits that were sent. */
    public int sent() {
        return editors.stream().mapToInt(Editor::sent).sum();
    }

    /** Edits of everybody that the server confirmed to their own editor. */
    public int acknowledged() {
        return editors.stream().mapToInt(Editor::acknowledged).sum();
    }

    /** Every update that anybody heard, echoes and those of others, each once. */
    public List<byte[]> heard() {
        Set<ByteBuffer> once = new HashSet<>();
        for (Editor editor : editors) {
            editor.heard(once);
        }
        return once.stream().map(ByteBuffer::array).toList();
    }

    /** Whether every connection has ended. */
    public boolean isGone() {
        return editors.stream().allMatch(editor -> editor.closed.isDone());
    }

    /** Codes with which connections ended so far; 1006 for those that broke. */
    public List<Integer> closeCodes() {
        return editors.stream()
                .map(editor -> editor.closed.getNow(0))
                .filter(code -> code != 0)
                .toList();
    }

    /** Waits until something is so. */
    public void until(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(condition);
    }

    @Override
    public void close() {
        rest();
        editors.forEach(editor -> editor.socket.abort());
    }

    /** One of them; guarded by its own lock. */
    private static final class Editor implements WebSocket.Listener {
        private final YDoc doc;
        private final String name;
        private final List<byte[]> heard = new ArrayList<>();
        private final Set<ByteBuffer> unconfirmed = new HashSet<>();
        private final CompletableFuture<Integer> closed = new CompletableFuture<>();
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
        private final WebSocket socket;
        private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);
        private boolean answered;
        private int sent;

        Editor(YDoc doc, String name, URI room) {
            this.doc = doc;
            this.name = name;
            this.socket = HTTP.newWebSocketBuilder()
                    .buildAsync(room, this)
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
            doc.onUpdate((update, origin, local) -> {
                unconfirmed.add(ByteBuffer.wrap(update));
                sent++;
                send(SyncProtocol.encodeUpdate(update));
            });
            synchronized (this) {
                send(SyncProtocol.encodeStep1(doc.stateVector()));
            }
        }

        private void send(byte[] frame) {
            lastSend = lastSend.thenCompose(before -> socket.sendBinary(ByteBuffer.wrap(frame), true));
        }

        synchronized void edit() {
            if (!closed.isDone()) {
                doc.transact(null, () -> doc.map("nodes").set(name + "." + sent % 50, AnyValue.of("edit " + sent)));
            }
        }

        synchronized boolean answered() {
            return answered;
        }

        synchronized int sent() {
            return sent;
        }

        synchronized int acknowledged() {
            return sent - unconfirmed.size();
        }

        synchronized void heard(Set<ByteBuffer> all) {
            heard.forEach(update -> all.add(ByteBuffer.wrap(update)));
        }

        private synchronized void receive(byte[] frame) {
            if (frame[0] != SYNC || (frame[1] != STEP_2 && frame[1] != UPDATE)) {
                return;
            }
            if (frame[1] == STEP_2) {
                answered = true;
            } else {
                byte[] update = payload(frame);
                heard.add(update);
                unconfirmed.remove(ByteBuffer.wrap(update));
            }
        }

        private static byte[] payload(byte[] frame) {
            Lib0Reader reader = new Lib0Reader(frame);
            try {
                reader.readVarUint();
                reader.readVarUint();
                return reader.readVarBytes();
            } catch (DecodeException e) {
                throw new AssertionError("the server sent malformed bytes", e);
            }
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
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            closed.complete(statusCode);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            closed.complete(1006);
        }
    }
}
