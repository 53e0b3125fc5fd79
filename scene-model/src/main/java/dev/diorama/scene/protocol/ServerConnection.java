package dev.diorama.scene.protocol;

import dev.diorama.scene.crdt.DecodeLimits;
import dev.diorama.scene.crdt.Subscription;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/*
 * As the server of y-websocket: it greets with step 1 and everybody's presence, answers step 1, and passes on what others change. A
 * connection that may only read is answered, and what it writes is passed over, as PROTOCOL.md of y-protocols proposes.
 */
/**
 * A server's side of a connection with one client, without any I/O, around a document that several connections share.
 *
 * <p>Belongs to the thread of its document. For a server that keeps what it is told in memory only: one that must have an update on disk
 * before anybody hears of it orders things differently.
 */
public final class ServerConnection {

    private final YDoc doc;
    private final Awareness awareness;
    private final boolean mayWrite;
    private final FrameOutput output;
    private final Subscription subscription;

    /** Clients whose presence came over this connection, and goes with it. */
    private final Set<Long> present = new LinkedHashSet<>();

    private boolean closed;

    /**
     * Greets the client.
     *
     * @param awareness of the room; whoever owns it passes its changes on to {@link #awarenessChanged} of every connection
     * @param mayWrite whether the client's edits count
     */
    public ServerConnection(YDoc doc, Awareness awareness, boolean mayWrite, FrameOutput output) {
        this.doc = doc;
        this.awareness = awareness;
        this.mayWrite = mayWrite;
        this.output = output;
        this.subscription = doc.onUpdate((update, origin, local) -> {
            if (origin != this) {
                output.send(SyncProtocol.encodeUpdate(update));
            }
        });
        output.send(SyncProtocol.encodeStep1(doc.stateVector()));
        if (!awareness.states().isEmpty()) {
            output.send(SyncProtocol.encodeAwareness(
                    awareness.encode(awareness.states().keySet())));
        }
    }

    /**
     * Takes a frame of the client.
     *
     * @throws DecodeException if it, or the update in it, is malformed; nothing has changed then
     */
    public void receive(byte[] frame) throws DecodeException {
        if (closed) {
            return;
        }
        switch (SyncProtocol.decode(frame)) {
            case Message.SyncStep1 step1 ->
                output.send(SyncProtocol.encodeStep2(doc.encodeStateAsUpdate(step1.stateVector())));
            case Message.SyncStep2 step2 -> integrate(step2.update(), DecodeLimits.STATE);
            case Message.SyncUpdate update -> integrate(update.update(), DecodeLimits.UPDATE);
            case Message.AwarenessMessage presence -> {
                AwarenessChange change = awareness.apply(presence.update(), this);
                present.addAll(change.added());
                present.addAll(change.updated());
                change.removed().forEach(present::remove);
            }
            case Message.QueryAwareness ignored ->
                output.send(SyncProtocol.encodeAwareness(
                        awareness.encode(awareness.states().keySet())));
            case Message.AuthDenied ignored -> {}
            case Message.Unknown ignored -> {}
        }
    }

    private void integrate(byte[] update, DecodeLimits limits) throws DecodeException {
        if (mayWrite) {
            doc.applyUpdate(update, this, limits);
        }
    }

    /** Sends what changed in the room's presence, unless this client said it. */
    public void awarenessChanged(AwarenessChange change, @Nullable Object origin) {
        if (!closed && origin != this) {
            output.send(SyncProtocol.encodeAwareness(awareness.encode(change.clients())));
        }
    }

    /** The socket is closed: the client's presence goes. */
    public void closed() {
        if (!closed) {
            closed = true;
            subscription.cancel();
            awareness.removeStates(present, this);
        }
    }
}
