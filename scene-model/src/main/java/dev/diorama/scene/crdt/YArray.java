package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list of plain values and shared types. */
public final class YArray extends SharedType {

    YArray() {}

    @Override
    public Kind kind() {
        return Kind.ARRAY;
    }

    public int size() {
        return Stub.todo();
    }

    /** The plain value at a position; null if it is a shared type. */
    public @Nullable AnyValue any(int index) {
        return Stub.todo();
    }

    /** The shared type at a position; null if it is a plain value. */
    public @Nullable SharedType shared(int index) {
        return Stub.todo();
    }

    /** Inserts plain values before a position. */
    public void insert(int index, List<AnyValue> values) {
        Stub.todo();
    }

    /** Appends plain values. */
    public void push(List<AnyValue> values) {
        Stub.todo();
    }

    /** Inserts a new, empty map before a position. */
    public YMap insertMap(int index) {
        return Stub.todo();
    }

    /** Inserts a new, empty array before a position. */
    public YArray insertArray(int index) {
        return Stub.todo();
    }

    /** Inserts a new, empty text before a position. */
    public YText insertText(int index) {
        return Stub.todo();
    }

    /** Removes elements. */
    public void delete(int index, int length) {
        Stub.todo();
    }
}
