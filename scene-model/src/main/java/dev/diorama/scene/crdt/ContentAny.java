package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Plain values, one position each. */
final class ContentAny extends Content {

    static final int REF = 8;

    private AnyValue[] values;
    private int count;

    ContentAny(AnyValue... values) {
        this.values = values;
        this.count = values.length;
    }

    AnyValue get(int index) {
        return values[index];
    }

    AnyValue lastValue() {
        return values[count - 1];
    }

    @Override
    int ref() {
        return REF;
    }

    @Override
    int length() {
        return count;
    }

    @Override
    boolean countable() {
        return true;
    }

    @Override
    Content splice(int offset) {
        ContentAny right = new ContentAny(Arrays.copyOfRange(values, offset, count));
        values = Arrays.copyOf(values, offset);
        count = offset;
        return right;
    }

    @Override
    boolean mergeWith(Content right) {
        ContentAny other = (ContentAny) right;
        int sum = count + other.count;
        if (sum > values.length) {
            values = Arrays.copyOf(values, Math.max(sum, count + (count >> 1)));
        }
        System.arraycopy(other.values, 0, values, count, other.count);
        count = sum;
        return true;
    }

    @Override
    Content copy() {
        return new ContentAny(Arrays.copyOf(values, count));
    }

    @Override
    void write(UpdateWriter writer, int offset) {
        writer.writeLength(count - offset);
        for (int i = offset; i < count; i++) {
            writer.writeAny(values[i]);
        }
    }

    @Override
    void addTo(List<Chunk> out, Map<String, AnyValue> attributes) {
        for (int i = 0; i < count; i++) {
            out.add(new Chunk.Any(values[i], attributes));
        }
    }
}
