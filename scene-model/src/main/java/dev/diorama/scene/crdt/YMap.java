package dev.diorama.scene.crdt;

import dev.diorama.scene.lib0.AnyValue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map from strings to plain values and shared types. The last write to a key wins; writes at once are decided by client id. */
public sealed class YMap extends SharedType permits YXmlHook {

    YMap() {}

    @Override
    public Kind kind() {
        return Kind.MAP;
    }

    /** The keys that have a value, in the order in which this document first saw them. */
    public Set<String> keys() {
        return Stub.todo();
    }

    public boolean has(String key) {
        return Stub.todo();
    }

    /** Number of keys that have a value. */
    public int size() {
        return Stub.todo();
    }

    /** The plain value of a key; null if there is none or it is a shared type. */
    public @Nullable AnyValue any(String key) {
        return Stub.todo();
    }

    /** The shared type of a key; null if there is none or it is a plain value. */
    public @Nullable SharedType shared(String key) {
        return Stub.todo();
    }

    public @Nullable YMap map(String key) {
        return shared(key) instanceof YMap map ? map : null;
    }

    public @Nullable YArray array(String key) {
        return shared(key) instanceof YArray array ? array : null;
    }

    public @Nullable YText text(String key) {
        return shared(key) instanceof YText text ? text : null;
    }

    /** Sets a key, in the current transaction or in one of its own. */
    public void set(String key, AnyValue value) {
        Stub.todo();
    }

    /** Sets a key to a new, empty map. */
    public YMap setMap(String key) {
        return Stub.todo();
    }

    /** Sets a key to a new, empty array. */
    public YArray setArray(String key) {
        return Stub.todo();
    }

    /** Sets a key to a new, empty text. */
    public YText setText(String key) {
        return Stub.todo();
    }

    /** Removes a key; nothing happens if it has no value. */
    public void remove(String key) {
        Stub.todo();
    }
}
