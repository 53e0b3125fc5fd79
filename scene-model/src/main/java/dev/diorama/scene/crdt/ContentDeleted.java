package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import java.util.Map;

/** What is left of deleted content: its length. */
final class ContentDeleted extends Content {

    static final int REF = 1;

    private int length;

    ContentDeleted(int length) {
        this.length = length;
    }

    @Override
    int ref() {
        return REF;
    }

    @Override
    int length() {
        return length;
    }

    @Override
    boolean countable() {
        return false;
    }

    @Override
    Content splice(int offset) {
        ContentDeleted right = new ContentDeleted(length - offset);
        length = offset;
        return right;
    }

    @Override
    boolean mergeWith(Content right) {
        length += ((ContentDeleted) right).length;
        return true;
    }

    @Override
    Content copy() {
        return new ContentDeleted(length);
    }

    @Override
    void integrate(Transaction transaction, Item item) {
        transaction.deleteSet().add(item.client.id, item.clock, length);
        item.markDeleted();
    }

    @Override
    void write(UpdateWriter writer, int offset) {
        writer.writeLength(length - offset);
    }

    @Override
    void addTo(List<Chunk> out, Map<String, AnyValue> attributes) {
        // nothing is left to see
    }
}
