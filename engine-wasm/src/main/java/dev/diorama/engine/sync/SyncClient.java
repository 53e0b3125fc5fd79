package dev.diorama.engine.sync;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.protocol.Message;
import dev.diorama.scene.protocol.SyncProtocol;
import dev.diorama.scene.schema.SceneDoc;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/*
 * What "saved" means.
 *
 * The server commits an update before anybody hears of it, then sends it to everybody, its author included, byte for byte. So an own
 * update that comes back is an acknowledgement; until then it counts as pending.
 *
 * 1. While a handshake stands, every local update is sent at once and waits in a queue. What comes back is looked for from the head;
 *    the server answers in order, so a match acknowledges everything before it, too.
 * 2. Without one, local updates are only counted. They are in the document, and the answer to the server's step 1 carries all
 *    that the server lacks, in one update that stands for as many edits as were counted. If the server lacks nothing, that update is empty, and nobody acknowledges it.
 * 3. When a connection closes, whatever waited goes back to being counted: nobody knows whether it was committed, and sending
 *    it again does no harm.
 */
/** Keeps the document and the server's copy of it the same, over one connection at a time. */
public final class SyncClient {
    /** Origin of transactions that came from the server. */
    public static final Object SERVER = "server";

    /** Origin of transactions that came from this person's own store. */
    public static final Object STORE = "store";

    private final SceneDoc scene;
    private final YDoc doc;
    private final Output output;
    private final ArrayDeque<Sent> unacknowledged = new ArrayDeque<>();
    private int unsent;
    private boolean connected;
    private boolean handshaken;
    private boolean synced;

    /** Listens to the document from now on. */
    public SyncClient(SceneDoc scene, Output output) {
        this.scene = scene;
        this.doc = scene.doc();
        this.output = output;
        doc.onUpdate(this::updated);
    }

    /** A socket is open: asks the server for what is missing here. */
    public void connectionOpened() {
        connectionClosed();
        connected = true;
        output.send(SyncProtocol.encodeStep1(doc.stateVector()));
        output.changed();
    }

    /** The socket is gone; what was not acknowledged is kept. */
    public void connectionClosed() {
        unsent = pending();
        unacknowledged.clear();
        connected = false;
        handshaken = false;
        synced = false;
        output.changed();
    }

    /**
     * Takes a message of the sync protocol; others are ignored.
     *
     * @throws DecodeException if it carries a malformed update; nothing has changed then
     */
    public void receive(Message message) throws DecodeException {
        switch (message) {
            case Message.SyncStep1 step1 -> answer(step1);
            case Message.SyncStep2 step2 -> {
                integrate(step2.update());
                if (!synced && connected) {
                    synced = true;
                    output.changed();
                }
            }
            case Message.SyncUpdate update -> integrate(update.update());
            default -> {}
        }
    }

    /**
     * Applies an update from this person's own store.
     *
     * @throws DecodeException if it is malformed; nothing has changed then
     */
    public void load(byte[] update) throws DecodeException {
        scene.applyUpdate(update, STORE);
        if (handshaken) {
            transmit(update);
        } else {
            // It may hold deletions alone, which the difference to the server's state does not show.
            unsent++;
            output.changed();
        }
    }

    public boolean connected() {
        return connected;
    }

    /** Whether the server has asked for what is missing there: from then on edits are sent as they are made. */
    public boolean handshaken() {
        return handshaken;
    }

    /** Whether the server's state has arrived over this connection. */
    public boolean synced() {
        return synced;
    }

    /** How many own edits the server has not acknowledged. */
    public int pending() {
        int count = unsent;
        for (Sent sent : unacknowledged) {
            count += sent.edits;
        }
        return count;
    }

    private void answer(Message.SyncStep1 step1) {
        byte[] difference = doc.encodeStateAsUpdate(step1.stateVector());
        output.send(SyncProtocol.encodeStep2(difference));
        boolean hasStructs = difference[0] != 0;
        boolean empty = !hasStructs && difference.length == 2;
        if (!handshaken) {
            handshaken = true;
            if (hasStructs || (unsent > 0 && !empty)) {
                unacknowledged.add(new Sent(difference, Math.max(1, unsent)));
            }
            unsent = 0;
            output.changed();
        } else if (hasStructs) {
            unacknowledged.add(new Sent(difference, 0));
        }
    }

    private void integrate(byte[] update) throws DecodeException {
        if (!acknowledge(update)) {
            scene.applyUpdate(update, SERVER);
        }
    }

    private boolean acknowledge(byte[] update) {
        int acknowledged = 0;
        boolean found = false;
        for (Sent sent : unacknowledged) {
            acknowledged++;
            if (Arrays.equals(sent.update, update)) {
                found = true;
                break;
            }
        }
        if (!found) {
            return false;
        }
        Iterator<Sent> oldest = unacknowledged.iterator();
        for (int i = 0; i < acknowledged; i++) {
            oldest.next();
            oldest.remove();
        }
        output.changed();
        return true;
    }

    private void updated(byte[] update, @Nullable Object origin, boolean local) {
        if (!local) {
            return;
        }
        output.localUpdate(update);
        if (handshaken) {
            transmit(update);
        } else {
            unsent++;
            output.changed();
        }
    }

    private void transmit(byte[] update) {
        unacknowledged.add(new Sent(update, 1));
        output.send(SyncProtocol.encodeUpdate(update));
        output.changed();
    }

    /** What the client asks of its owner. */
    public interface Output {
        /** Sends one message over the open socket. */
        void send(byte[] message);

        /** Stores an update of this person's own making. */
        void localUpdate(byte[] update);

        /** Connection, handshake or the number of pending edits changed. */
        void changed();
    }

    private static final class Sent {
        final byte[] update;
        final int edits;

        Sent(byte[] update, int edits) {
            this.update = update;
            this.edits = edits;
        }
    }
}
