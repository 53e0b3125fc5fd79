package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import java.util.Map;

/** A nested document: its id and how it is to be opened. Its content travels elsewhere. */
final class ContentDoc extends Content {

    static final int REF = 9;

    final SubDocument document;

    ContentDoc(SubDocument document) {
        this.document = document;
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
        return new ContentDoc(document.copy());
    }

    @Override
    void integrate(Transaction transaction, Item item) {
        document.integrated(transaction, item);
    }

    @Override
    void write(UpdateWriter writer, int offset) {
        writer.writeString(document.guid());
        writer.writeAny(document.options());
    }

    @Override
    void addTo(List<Chunk> out, Map<String, AnyValue> attributes) {
        out.add(new Chunk.SubDoc(document, attributes));
    }
}
