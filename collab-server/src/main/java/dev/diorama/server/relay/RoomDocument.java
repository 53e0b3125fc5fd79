package dev.diorama.server.relay;

import dev.diorama.scene.crdt.DecodeLimits;
import dev.diorama.scene.crdt.DocumentLimits;
import dev.diorama.scene.crdt.StateVector;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.DecodeException;
import dev.diorama.scene.protocol.SyncProtocol;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A room's document, and the answers to joins. Belongs to the room's thread.
 */
/*
 * A join costs next to nothing. A large document is encoded whole only now and then, and everybody who joins is sent the same bytes, and
 * behind them what has happened since. That rest is small: once so much has changed that it might not be, the document is encoded anew. So
 * the cost of encoding is spread over the edits that made it necessary, however many join. Who has a part of the document gets what is
 * lacking, unless that is most of it.
 */
final class RoomDocument {
    /** Up to this size a document is encoded whole whenever it changed. */
    private static final int SMALL = 64 << 10;

    private static final DocumentLimits UNLIMITED = new DocumentLimits(Integer.MAX_VALUE, Integer.MAX_VALUE);

    private final YDoc doc;
    private boolean changed;
    private long version;
    private long bytesSinceSnapshot;
    private @Nullable JoinSnapshot snapshot;
    private long snapshotVersion;
    private @Nullable Frame rest;
    private @Nullable StateVector state;

    /** Wraps a document that nobody else changes. */
    RoomDocument(YDoc doc) {
        this.doc = doc;
        doc.onUpdate((update, origin, local) -> changed = true);
    }

    /**
     * Applies an update.
     *
     * @return whether it brought something that the document did not have, edits that wait for others included
     * @throws DecodeException if it is malformed or above the limits; nothing changed
     */
    boolean apply(byte[] update, DecodeLimits limits) throws DecodeException {
        return apply(update, limits, UNLIMITED);
    }

    /** As {@link #apply(byte[], DecodeLimits)}, if the document stays within limits of its own. */
    boolean apply(byte[] update, DecodeLimits limits, DocumentLimits documentLimits) throws DecodeException {
        changed = false;
        long waiting = doc.pendingRevision();
        doc.applyUpdate(update, null, limits, documentLimits);
        boolean fresh = changed || doc.pendingRevision() != waiting;
        if (fresh) {
            version++;
            bytesSinceSnapshot += update.length;
            rest = null;
            state = null;
        }
        return fresh;
    }

    /** Clients that its edits are of or refer to. */
    int clients() {
        return doc.clientCount();
    }

    /** Structs and deleted ranges that wait for edits that have not come. */
    int waiting() {
        return doc.waiting();
    }

    /** Asks a peer for what it has and this document lacks. */
    Frame step1() {
        return Frame.of(SyncProtocol.encodeStep1(state()));
    }

    private StateVector state() {
        StateVector known = state;
        if (known == null) {
            known = doc.stateVector();
            state = known;
        }
        return known;
    }

    /**
     * Everything that a peer at this state lacks: the last frame is a step2, and an update may come before it.
     *
     * @param sequence of the log, up to which the document is known to hold every entry
     */
    List<Frame> answer(StateVector since, long sequence) {
        if (since.size() > 0 && !lacksMost(since)) {
            return List.of(Frame.of(SyncProtocol.encodeStep2(doc.encodeStateAsUpdate(since))));
        }
        JoinSnapshot whole = snapshot(sequence);
        if (snapshotVersion == version) {
            return List.of(whole.step2());
        }
        Frame after = rest;
        if (after == null) {
            after = Frame.of(SyncProtocol.encodeStep2(doc.encodeStateAsUpdate(whole.state())));
            rest = after;
        }
        return List.of(whole.update(), after);
    }

    /** Whether the shared bytes are the cheaper answer: a rough count by clocks. */
    private boolean lacksMost(StateVector since) {
        if (!isLarge()) {
            return false;
        }
        StateVector all = state();
        long total = 0;
        long known = 0;
        for (long client : all.clients()) {
            int clock = all.clock(client);
            total += clock;
            known += Math.min(clock, since.clock(client));
        }
        return known < total / 2;
    }

    /** Whether encoding the document as a whole takes long. */
    boolean isLarge() {
        JoinSnapshot known = snapshot;
        return known != null && known.size() > SMALL;
    }

    /**
     * The document as a whole, now or not long ago; everybody gets the same until it is outdated.
     *
     * @param sequence of the log, up to which the document is known to hold every entry
     */
    JoinSnapshot snapshot(long sequence) {
        JoinSnapshot known = snapshot;
        if (known == null || isOutdated(known)) {
            known = new JoinSnapshot(sequence, state(), doc.encodeStateAsUpdate());
            snapshot = known;
            snapshotVersion = version;
            bytesSinceSnapshot = 0;
            rest = null;
        }
        return known;
    }

    private boolean isOutdated(JoinSnapshot known) {
        return snapshotVersion != version && (known.size() <= SMALL || bytesSinceSnapshot > known.size() / 4);
    }
}
