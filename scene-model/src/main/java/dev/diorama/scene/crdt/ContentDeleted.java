package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import java.util.Map;

/** What is left of deleted content: its length. Immutable, so that the many of length 1 are one. */
final class ContentDeleted extends Content {

    static final int REF = 1;

    private static final ContentDeleted ONE = new ContentDeleted(1);

    private final int length;

    private ContentDeleted(int length) {
        this.length = length;
    }

    static ContentDeleted of(int length) {
        return length == 1 ? ONE : new ContentDeleted(length);
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
    Content until(int offset) {
        return of(offset);
    }

    @Override
    Content from(int offset) {
        return of(length - offset);
    }

    @Override
    Content mergeWith(Content right) {
        return of(length + ((ContentDeleted) right).length);
    }

    @Override
    Content copy() {
        return this;
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
