package dev.diorama.server.relay;

import dev.diorama.scene.crdt.DecodeLimits;
import dev.diorama.scene.crdt.StateVector;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.protocol.SyncProtocol;
import org.jspecify.annotations.Nullable;

/** A room's document, and the answer to a join, kept while the document is unchanged. Belongs to the room's thread. */
final class RoomDocument {
    private final YDoc doc;
    private boolean changed;
    private @Nullable Frame wholeState;

    /** Wraps a document that nobody else changes. */
    RoomDocument(YDoc doc) {
        this.doc = doc;
        doc.onUpdate((update, origin, local) -> changed = true);
    }

    /**
     * Applies an update.
     *
     * @return whether it brought something that the document did not have, edits that wait for others included
     * @throws DecodeException if it is malformed; nothing changed
     */
    boolean apply(byte[] update, DecodeLimits limits) throws DecodeException {
        changed = false;
        long waiting = doc.pendingRevision();
        doc.applyUpdate(update, null, limits);
        return noteNews(waiting);
    }

    /**
     * Applies an entry of the log, whatever limits it was accepted under.
     *
     * @throws DecodeException if it is malformed; nothing changed
     */
    void applyLogged(byte[] update) throws DecodeException {
        changed = false;
        long waiting = doc.pendingRevision();
        doc.applyUpdate(update, null);
        noteNews(waiting);
    }

    private boolean noteNews(long waiting) {
        boolean fresh = changed || doc.pendingRevision() != waiting;
        if (fresh) {
            wholeState = null;
        }
        return fresh;
    }

    /** Asks a peer for what it has and this document lacks. */
    Frame step1() {
        return Frame.of(SyncProtocol.encodeStep1(doc.stateVector()));
    }

    /** Everything that a peer at this state lacks. */
    Frame step2(StateVector since) {
        if (since.size() > 0) {
            return Frame.of(SyncProtocol.encodeStep2(doc.encodeStateAsUpdate(since)));
        }
        Frame state = wholeState;
        if (state == null) {
            state = Frame.of(SyncProtocol.encodeStep2(doc.encodeStateAsUpdate()));
            wholeState = state;
        }
        return state;
    }
}
