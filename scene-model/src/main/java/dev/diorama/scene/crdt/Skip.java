package dev.diorama.scene.crdt;

import org.jspecify.annotations.Nullable;

/** Clocks that an update leaves out. Never in a document. */
final class Skip extends Struct {

    static final int REF = 10;

    Skip(ClientStructs client, int clock, int length) {
        super(client, clock, length);
    }

    @Override
    boolean deleted() {
        return true;
    }

    @Override
    boolean mergeWith(Struct right) {
        if (!(right instanceof Skip)) {
            return false;
        }
        length += right.length;
        return true;
    }

    @Override
    void write(UpdateWriter writer, int offset) {
        writer.writeInfo(REF);
        writer.rest().writeVarUint(length - offset);
    }

    @Override
    @Nullable ClientStructs resolve(Transaction transaction) {
        return null;
    }

    @Override
    void integrate(Transaction transaction, int offset) {
        throw new IllegalStateException("a gap cannot be integrated");
    }

    @Override
    Struct slice(int offset) {
        return new Skip(client, clock + offset, length - offset);
    }
}
