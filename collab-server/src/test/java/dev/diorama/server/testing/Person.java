package dev.diorama.server.testing;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.protocol.Message;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.scene.schema.InvalidEditException;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.Primitive;
import dev.diorama.scene.schema.RandomSource;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.SceneNode;
import dev.diorama.scene.schema.StateHash;
import dev.diorama.scene.schema.Transform;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who edits a scene at random, loses the connection now and then, edits on without it, and comes back with the same document, as a
 * browser does. Guarded by its own lock.
 */
public final class Person implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Object REMOTE = new Object();
    /** The scene stays about this large, so that what grows is not the scene. */
    private static final int NODES = 200;

    private final Supplier<URI> room;
    private final RandomSource random;
    private final YDoc doc;
    private final SceneDoc scene;
    private final int[] done = new int[8];
    private @Nullable Connection connection;
    private int drops;
    private int refused;

    /**
     * Somebody who is not connected yet.
     *
     * @param room where the room is when they connect
     */
    public Person(long client, Supplier<URI> room, long seed) {
        this.room = room;
        this.random = RandomSource.seeded(seed);
        this.doc = YDoc.of(client);
        this.scene = SceneDoc.of(doc);
        doc.onUpdate((update, origin, local) -> {
            Connection now = connection;
            if (now != null && !REMOTE.equals(origin)) {
                now.send(SyncProtocol.encodeUpdate(update));
            }
        });
    }

    /** Connects, unless they are. */
    public void connect() {
        Connection made = new Connection();
        WebSocket socket;
        try {
            socket = HTTP.newWebSocketBuilder()
                    .buildAsync(room.get(), made)
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        } catch (RuntimeException e) {
            // The server is away for the moment; they come back later.
            return;
        }
        synchronized (this) {
            if (connection != null) {
                socket.abort();
                return;
            }
            made.socket = socket;
            connection = made;
            made.send(SyncProtocol.encodeStep1(doc.stateVector()));
        }
        socket.request(1);
    }

    /** Loses the connection without a word. */
    public synchronized void drop() {
        if (connection != null && connection.socket != null) {
            connection.socket.abort();
            connection = null;
            drops++;
        }
    }

    public synchronized boolean isConnected() {
        return connection != null;
    }

    /** How often the connection was lost on purpose. */
    public synchronized int drops() {
        return drops;
    }

    /** Edits that were done, by kind, and how many made no sense when they were tried. */
    public synchronized String tally() {
        return "add=" + done[0] + " delete=" + done[1] + " move=" + done[2] + " rename=" + done[3] + " transform="
                + done[4] + " hide=" + done[5] + " group=" + done[6] + " duplicate=" + done[7] + " senseless="
                + refused;
    }

    /** What they see. */
    public synchronized String stateHash() {
        return StateHash.of(doc);
    }

    /** Nodes of the scene as they see it. */
    public synchronized int size() {
        return scene.size();
    }

    /** Does something at random. */
    public synchronized void edit() {
        int kind = kind();
        try {
            scene.apply(edit(kind), null);
            done[kind]++;
        } catch (InvalidEditException e) {
            refused++;
        }
    }

    private int kind() {
        if (scene.size() < NODES / 4) {
            return 0;
        }
        int kind = random.below(12);
        if (scene.size() > NODES && kind < 8 && kind != 4) {
            return 1;
        }
        return kind < 8 ? kind : 4;
    }

    private SceneEdit edit(int kind) {
        return switch (kind) {
            case 0 ->
                new SceneEdit.AddNode(
                        NodeId.random(random), some(), NodeKind.MESH, Primitive.BOX, "box", Transform.IDENTITY);
            case 1 -> new SceneEdit.DeleteNodes(List.of(some()));
            case 2 -> new SceneEdit.MoveNode(some(), random.below(3) == 0 ? NodeId.ROOT : some(), random.below(9));
            case 3 -> new SceneEdit.SetName(some(), "name " + random.below(1_000));
            case 5 -> new SceneEdit.SetFlag(List.of(some()), SceneNode.HIDDEN, random.below(2) == 0);
            case 6 -> new SceneEdit.Group(List.of(some(), some()), NodeId.random(random), "group");
            case 7 -> {
                NodeId original = some();
                List<NodeId> copies = new ArrayList<>();
                scene.subtree(original).forEach(node -> copies.add(NodeId.random(random)));
                yield new SceneEdit.Duplicate(original, copies);
            }
            default ->
                new SceneEdit.SetTransform(
                        some(), Transform.at(random.below(100), random.below(100), random.below(100)));
        };
    }

    /** Some node of the scene; the root of an empty one. */
    private NodeId some() {
        NodeId at = NodeId.ROOT;
        while (true) {
            List<NodeId> children = scene.children(at);
            if (children.isEmpty() || (!at.equals(NodeId.ROOT) && random.below(3) == 0)) {
                return at;
            }
            at = children.get(random.below(children.size()));
        }
    }

    private synchronized void receive(Connection from, byte[] frame) {
        if (connection != from) {
            return;
        }
        try {
            switch (SyncProtocol.decode(frame)) {
                case Message.SyncStep1 step1 ->
                    from.send(SyncProtocol.encodeStep2(doc.encodeStateAsUpdate(step1.stateVector())));
                case Message.SyncStep2 step2 -> doc.applyUpdate(step2.update(), REMOTE);
                case Message.SyncUpdate update -> doc.applyUpdate(update.update(), REMOTE);
                default -> {}
            }
        } catch (DecodeException e) {
            throw new AssertionError("the server sent malformed bytes", e);
        }
    }

    private synchronized void ended(Connection which) {
        if (connection == which) {
            connection = null;
        }
    }

    @Override
    public void close() {
        drop();
    }

    /** One connection of theirs; what comes over an older one is nobody's. */
    private final class Connection implements WebSocket.Listener {
        private final ByteArrayOutputStream parts = new ByteArrayOutputStream();
        private @Nullable WebSocket socket;
        private CompletableFuture<?> lastSend = CompletableFuture.completedFuture(null);

        void send(byte[] frame) {
            lastSend = lastSend.thenCompose(before -> {
                WebSocket open = socket;
                return open == null
                        ? CompletableFuture.completedFuture(null)
                        : open.sendBinary(ByteBuffer.wrap(frame), true);
            });
        }

        /** Nothing is read before the connection is known to its person. */
        @Override
        public void onOpen(WebSocket webSocket) {}

        @Override
        public @Nullable CompletionStage<?> onBinary(WebSocket webSocket, ByteBuffer data, boolean last) {
            byte[] part = new byte[data.remaining()];
            data.get(part);
            parts.writeBytes(part);
            if (last) {
                receive(this, parts.toByteArray());
                parts.reset();
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
            ended(this);
            return null;
        }

        @Override
        public void onError(WebSocket webSocket, Throwable error) {
            ended(this);
        }
    }
}
