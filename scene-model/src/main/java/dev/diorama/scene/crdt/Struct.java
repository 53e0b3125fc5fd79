package dev.diorama.scene.crdt;

import org.jspecify.annotations.Nullable;

/** A run of consecutive clocks of one client: edits, what is left of collected ones, or a gap in an update. */
abstract sealed class Struct permits Item, Gc, Skip {

    final ClientStructs client;
    int clock;
    int length;

    Struct(ClientStructs client, int clock, int length) {
        this.client = client;
        this.clock = clock;
        this.length = length;
    }

    /** The clock after the last one in here. */
    final int end() {
        return clock + length;
    }

    abstract boolean deleted();

    /** Takes {@code right}, which follows in the store, into this struct if that is possible. */
    abstract boolean mergeWith(Struct right);

    /** Writes this struct without its first {@code offset} clocks. */
    abstract void write(UpdateWriter writer, int offset);

    /** The client whose edits must come first, or null; if null, references are resolved. */
    abstract @Nullable ClientStructs resolve(Transaction transaction);

    /** Puts this struct, without its first {@code offset} clocks, into the document. */
    abstract void integrate(Transaction transaction, int offset);

    /** A copy without the first {@code offset} clocks; may take content away from this one. */
    abstract Struct slice(int offset);
}
