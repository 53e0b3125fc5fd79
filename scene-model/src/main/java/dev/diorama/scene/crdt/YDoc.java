package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.DecodeException;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A document that peers edit together: named root types, the edits that made them, and what is known of edits still missing.
 *
 * <p>Behaves and encodes as {@code Y.Doc} of npm yjs 13.6. Not thread-safe: one thread at a time.
 */
public final class YDoc {

    private YDoc() {}

    /**
     * An empty document that collects deleted content.
     *
     * @param clientId unique among everybody who ever edits the document; a random uint32
     */
    public static YDoc of(long clientId) {
        return Stub.todo();
    }

    /** An empty document that keeps deleted content, for history. */
    public static YDoc withoutGc(long clientId) {
        return Stub.todo();
    }

    /** The id of edits made here; changes if somebody else turns out to use it. */
    public long clientId() {
        return Stub.todo();
    }

    /** The root map of this name, as {@code doc.getMap}; a root that came over the wire without a type becomes a map. */
    public YMap map(String name) {
        return Stub.todo();
    }

    /** The root array of this name. */
    public YArray array(String name) {
        return Stub.todo();
    }

    /** The root text of this name. */
    public YText text(String name) {
        return Stub.todo();
    }

    /** The root XML fragment of this name. */
    public YXmlFragment xmlFragment(String name) {
        return Stub.todo();
    }

    /** Names of all roots, in the order in which they appeared here. */
    public Set<String> rootNames() {
        return Stub.todo();
    }

    /** The root of this name, typed or not; null if there is none. */
    public @Nullable SharedType root(String name) {
        return Stub.todo();
    }

    /**
     * Runs {@code body} as one transaction, or as a part of the one that is running.
     *
     * @param origin handed to observers and update listeners; ignored inside another transaction
     */
    public void transact(@Nullable Object origin, Runnable body) {
        Stub.todo();
    }

    /** Applies an update of up to {@link DecodeLimits#STATE}. */
    public void applyUpdate(byte[] v1, @Nullable Object origin) throws DecodeException {
        applyUpdate(v1, origin, DecodeLimits.STATE);
    }

    /**
     * Applies an update. It is decoded as a whole before anything changes; edits whose predecessors are missing wait for them.
     *
     * @throws DecodeException if the bytes are malformed or above the limits; nothing changed
     */
    public void applyUpdate(byte[] v1, @Nullable Object origin, DecodeLimits limits) throws DecodeException {
        Stub.todo();
    }

    /** The whole document as an update. */
    public byte[] encodeStateAsUpdate() {
        return encodeStateAsUpdate(StateVector.EMPTY);
    }

    /** What a document at {@code since} lacks, as an update; all deletions are in it. */
    public byte[] encodeStateAsUpdate(StateVector since) {
        return Stub.todo();
    }

    public StateVector stateVector() {
        return Stub.todo();
    }

    public byte[] encodeStateVector() {
        return stateVector().encode();
    }

    /** Whether edits wait here for others that have not arrived. */
    public boolean hasPending() {
        return Stub.todo();
    }

    /** Calls {@code listener} after each transaction that changed something. */
    public Subscription onUpdate(UpdateListener listener) {
        return Stub.todo();
    }

    /** Calls {@code listener} after the observers of each transaction. */
    public Subscription onTransaction(Consumer<Transaction> listener) {
        return Stub.todo();
    }
}
