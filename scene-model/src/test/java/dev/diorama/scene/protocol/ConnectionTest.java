package dev.diorama.scene.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.DecodeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Clients and a server that pass frames through queues. */
class ConnectionTest {

    private long now = 1_000_000;
    private final YDoc serverDoc = YDoc.of(99);
    private final Awareness room = Awareness.of(99, () -> now);
    private final List<Peer> peers = new ArrayList<>();

    @BeforeEach
    void passPresenceOn() {
        room.onChange((change, origin) -> peers.forEach(peer -> {
            if (peer.server != null) {
                peer.server.awarenessChanged(change, origin);
            }
        }));
    }

    @Test
    @DisplayName("[S40] [S41] two clients and a server come to the same document and know of each other")
    void converge() throws DecodeException {
        Peer alice = new Peer(1);
        Peer bob = new Peer(2);
        alice.doc.map("m").set("a", AnyValue.of(1));
        alice.awareness.setLocalState("{\"n\":1}");
        alice.open(true);
        bob.open(true);
        deliver();
        assertThat(alice.client.state()).isEqualTo(ClientConnection.State.SYNCED);
        bob.doc.map("m").set("b", AnyValue.of(2));
        bob.awareness.setLocalState("{\"n\":2}");
        deliver();
        assertThat(bob.doc.map("m").any("a")).isEqualTo(AnyValue.of(1));
        assertThat(alice.doc.encodeStateAsUpdate())
                .isEqualTo(bob.doc.encodeStateAsUpdate())
                .isEqualTo(serverDoc.encodeStateAsUpdate());
        assertThat(alice.awareness.state(2)).isEqualTo("{\"n\":2}");
        assertThat(bob.awareness.state(1)).isEqualTo("{\"n\":1}");
        alice.hangUp();
        deliver();
        assertThat(bob.awareness.state(1)).isNull();
        assertThat(alice.awareness.states()).containsOnlyKeys(1L);
    }

    @Test
    @DisplayName("[S41] what a reader writes is passed over, and the reader hears of others")
    void readerIsNotHeard() throws DecodeException {
        Peer reader = new Peer(1);
        Peer writer = new Peer(2);
        reader.open(false);
        writer.open(true);
        deliver();
        reader.doc.map("m").set("r", AnyValue.of(true));
        writer.doc.map("m").set("w", AnyValue.of(true));
        deliver();
        assertThat(serverDoc.map("m").keys()).containsExactly("w");
        assertThat(reader.doc.map("m").has("w")).isTrue();
    }

    @Test
    @DisplayName("[S40] silence closes a connection; delays double; a denial ends the tries")
    void lifeOfAConnection() throws DecodeException {
        Peer alice = new Peer(1);
        alice.open(true);
        deliver();
        assertThat(alice.client.retryDelayMillis()).isEqualTo(100);
        now += ClientConnection.SILENCE_MILLIS - 1;
        alice.client.tick();
        assertThat(alice.client.state()).isEqualTo(ClientConnection.State.SYNCED);
        now++;
        alice.client.tick();
        assertThat(alice.client.state()).isEqualTo(ClientConnection.State.CLOSED);
        assertThat(alice.closedBecause).isEqualTo("the server was silent");
        assertThat(alice.client.retryDelayMillis()).isEqualTo(200);
        for (int i = 0; i < 9; i++) {
            alice.client.closed();
        }
        assertThat(alice.client.retryDelayMillis()).isEqualTo(2_500);
        alice.client.opened();
        alice.client.receive(SyncProtocol.encodeAuthDenied("no"));
        assertThat(alice.client.state()).isEqualTo(ClientConnection.State.DENIED);
        assertThat(alice.closedBecause).isEqualTo("no");
        assertThat(alice.client.retryDelayMillis()).isEqualTo(-1);
        alice.client.dispose();
    }

    @Test
    @DisplayName("[S40] [S41] presence is told when asked for; malformed frames change nothing")
    void queriesAndDamage() throws DecodeException {
        Peer alice = new Peer(1);
        alice.awareness.setLocalState("{}");
        alice.open(true);
        deliver();
        alice.toServer.clear();
        alice.client.receive(SyncProtocol.encodeQueryAwareness());
        assertThat(alice.toServer).hasSize(1);
        byte[] before = alice.doc.encodeStateAsUpdate();
        byte[] damaged = {0, 2, 3, 1, 1, 1};
        assertThatThrownBy(() -> alice.client.receive(damaged)).isInstanceOf(DecodeException.class);
        assertThat(alice.doc.encodeStateAsUpdate()).isEqualTo(before);
    }

    @Test
    @DisplayName(
            "[S40] [S41] peers whose sockets break at any moment, frames on the way lost, are equal once all are connected")
    void survivesBrokenSockets() throws DecodeException {
        for (long seed : new long[] {1, 2, 3, System.nanoTime()}) {
            System.out.println("ConnectionTest: seed " + seed);
            Random random = new Random(seed);
            for (int i = 0; i < 4; i++) {
                assertThat(new Peer(100 * (seed % 10_000_000) + i + 1).isOpen()).isFalse();
            }
            for (int step = 0; step < 400; step++) {
                Peer peer = peers.get(random.nextInt(peers.size()));
                switch (random.nextInt(6)) {
                    case 0 -> peer.doc.map("m").set("k" + random.nextInt(5), AnyValue.of(step));
                    case 1 ->
                        peer.doc
                                .text("t")
                                .insert(random.nextInt(peer.doc.text("t").length() + 1), "x" + step);
                    case 2 -> peer.awareness.setLocalState("{\"at\":" + step + "}");
                    case 3 -> peer.deliverSome(random);
                    case 4 -> peer.deliver();
                    default -> {
                        if (peer.isOpen()) {
                            peer.hangUp();
                        } else {
                            peer.open(true);
                        }
                    }
                }
            }
            for (Peer peer : peers) {
                if (!peer.isOpen()) {
                    peer.open(true);
                }
            }
            deliver();
            for (Peer peer : peers) {
                assertThat(peer.client.state()).as("seed %d", seed).isEqualTo(ClientConnection.State.SYNCED);
                assertThat(peer.doc.encodeSnapshot()).as("seed %d", seed).isEqualTo(serverDoc.encodeSnapshot());
                assertThat(peer.doc.text("t").string())
                        .isEqualTo(serverDoc.text("t").string());
                assertThat(peer.awareness.states()).as("seed %d", seed).containsAllEntriesOf(room.states());
                peer.hangUp();
            }
            assertThat(room.states()).as("seed %d", seed).isEmpty();
            peers.clear();
        }
    }

    private void deliver() throws DecodeException {
        boolean moved = true;
        while (moved) {
            moved = false;
            for (Peer peer : peers) {
                moved |= peer.deliver();
            }
        }
    }

    private final class Peer implements FrameOutput {

        final YDoc doc;
        final Awareness awareness;
        final ArrayDeque<byte[]> toServer = new ArrayDeque<>();
        final ArrayDeque<byte[]> toClient = new ArrayDeque<>();
        final ClientConnection client;

        @Nullable ServerConnection server;

        String closedBecause = "";

        Peer(long id) {
            doc = YDoc.of(id);
            awareness = Awareness.of(id, () -> now);
            client = new ClientConnection(doc, awareness, () -> now, this);
            awareness.onChange(client::awarenessChanged);
            peers.add(this);
        }

        void open(boolean mayWrite) {
            server = new ServerConnection(serverDoc, room, mayWrite, new FrameOutput() {
                @Override
                public void send(byte[] frame) {
                    toClient.add(frame);
                }

                @Override
                public void close(String reason) {
                    closedBecause = reason;
                }
            });
            client.opened();
        }

        void hangUp() {
            client.closed();
            Objects.requireNonNull(server).closed();
            toServer.clear();
            toClient.clear();
        }

        boolean isOpen() {
            return client.state() != ClientConnection.State.CLOSED;
        }

        /** A few frames, so that others are on the way when the socket breaks. */
        void deliverSome(Random random) throws DecodeException {
            for (int i = random.nextInt(3); i > 0 && !toServer.isEmpty(); i--) {
                Objects.requireNonNull(server).receive(toServer.remove());
            }
            for (int i = random.nextInt(3); i > 0 && !toClient.isEmpty(); i--) {
                client.receive(toClient.remove());
            }
        }

        boolean deliver() throws DecodeException {
            boolean moved = false;
            for (byte[] frame = toServer.poll(); frame != null; frame = toServer.poll()) {
                Objects.requireNonNull(server).receive(frame);
                moved = true;
            }
            for (byte[] frame = toClient.poll(); frame != null; frame = toClient.poll()) {
                client.receive(frame);
                moved = true;
            }
            return moved;
        }

        @Override
        public void send(byte[] frame) {
            toServer.add(frame);
        }

        @Override
        public void close(String reason) {
            closedBecause = reason;
        }
    }
}
