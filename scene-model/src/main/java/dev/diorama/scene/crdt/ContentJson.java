package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Json;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Plain values in the form of old versions of Yjs: JSON text on the wire, or the word {@code undefined}. */
final class ContentJson extends Content {

    static final int REF = 2;

    private final AnyValue[] values;

    ContentJson(AnyValue... values) {
        this.values = values;
    }

    AnyValue get(int index) {
        return values[index];
    }

    @Override
    int ref() {
        return REF;
    }

    @Override
    int length() {
        return values.length;
    }

    @Override
    boolean countable() {
        return true;
    }

    @Override
    Content until(int offset) {
        return new ContentJson(Arrays.copyOf(values, offset));
    }

    @Override
    Content from(int offset) {
        return new ContentJson(Arrays.copyOfRange(values, offset, values.length));
    }

    @Override
    Content mergeWith(Content right) {
        AnyValue[] other = ((ContentJson) right).values;
        int count = values.length;
        AnyValue[] joined = Arrays.copyOf(values, count + other.length);
        System.arraycopy(other, 0, joined, count, other.length);
        return new ContentJson(joined);
    }

    @Override
    Content copy() {
        return new ContentJson(values.clone());
    }

    @Override
    void write(UpdateWriter writer, int offset) {
        writer.writeLength(values.length - offset);
        for (int i = offset; i < values.length; i++) {
            AnyValue value = values[i];
            writer.writeString(value instanceof AnyValue.Undefined ? "undefined" : Json.print(value));
        }
    }

    @Override
    void addTo(List<Chunk> out, Map<String, AnyValue> attributes) {
        for (AnyValue value : values) {
            out.add(new Chunk.Any(value, attributes));
        }
    }
}
