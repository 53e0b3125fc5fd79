package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import java.util.Map;

/** A nested shared type. */
final class ContentType extends Content {

    static final int REF = 7;

    final SharedType type;

    ContentType(SharedType type) {
        this.type = type;
    }

    @Override
    int ref() {
        return REF;
    }

    @Override
    int length() {
        return 1;
    }

    @Override
    boolean countable() {
        return true;
    }

    @Override
    Content copy() {
        return new ContentType(SharedType.create(type.kind(), type.name()));
    }

    @Override
    void integrate(Transaction transaction, Item item) {
        type.attach(transaction.doc(), item);
    }

    @Override
    void write(UpdateWriter writer, int offset) {
        writer.writeTypeRef(type.kind().ref);
        String name = type.name();
        if (name != null) {
            writer.writeKey(name);
        }
    }

    @Override
    void addTo(List<Chunk> out, Map<String, AnyValue> attributes) {
        out.add(new Chunk.Shared(type, attributes));
    }
}
