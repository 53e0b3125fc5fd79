package dev.diorama.scene.crdt;

import org.jspecify.annotations.Nullable;

/** What is left of edits below a deleted type: their number. */
final class Gc extends Struct {

    static final int REF = 0;

    Gc(ClientStructs client, int clock, int length) {
        super(client, clock, length);
    }

    @Override
    boolean deleted() {
        return true;
    }

    @Override
    boolean mergeWith(Struct right) {
        if (!(right instanceof Gc)) {
            return false;
        }
        length += right.length;
        return true;
    }

    @Override
    void write(UpdateWriter writer, int offset) {
        writer.writeInfo(REF);
        writer.writeLength(length - offset);
    }

    @Override
    @Nullable ClientStructs resolve(Transaction transaction) {
        return null;
    }

    @Override
    void integrate(Transaction transaction, int offset) {
        clock += offset;
        length -= offset;
        transaction.add(this);
    }

    @Override
    Struct slice(int offset) {
        return new Gc(client, clock + offset, length - offset);
    }
}
