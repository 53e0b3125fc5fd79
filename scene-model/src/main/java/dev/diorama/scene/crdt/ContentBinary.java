package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import java.util.Map;

/** Bytes, as one value. */
final class ContentBinary extends Content {

    static final int REF = 3;

    final byte[] bytes;

    ContentBinary(byte[] bytes) {
        this.bytes = bytes;
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
        return new ContentBinary(bytes);
    }

    @Override
    void write(UpdateWriter writer, int offset) {
        writer.writeBytes(bytes);
    }

    @Override
    void addTo(List<Chunk> out, Map<String, AnyValue> attributes) {
        out.add(new Chunk.Any(new AnyValue.Bytes(bytes), attributes));
    }
}
