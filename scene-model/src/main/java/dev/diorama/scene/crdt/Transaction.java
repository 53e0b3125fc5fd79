package dev.diorama.scene.crdt;

import org.jspecify.annotations.Nullable;

/** A group of changes that observers and other documents see as one. */
public final class Transaction {

    private final YDoc doc;
    private final @Nullable Object origin;
    private final boolean local;

    Transaction(YDoc doc, @Nullable Object origin, boolean local) {
        this.doc = doc;
        this.origin = origin;
        this.local = local;
    }

    public YDoc doc() {
        return doc;
    }

    /** What {@link YDoc#transact} or {@link YDoc#applyUpdate} was called with. */
    public @Nullable Object origin() {
        return origin;
    }

    /** False if this transaction applied an update from outside. */
    public boolean local() {
        return local;
    }
}
