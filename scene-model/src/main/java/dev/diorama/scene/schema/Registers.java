package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.Chunk;
import dev.diorama.scene.crdt.SharedType;
import dev.diorama.scene.crdt.YArray;
import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.crdt.YText;
import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The plain values of a map as they were when it was last read, sorted by key; edges and order are left out. Immutable. */
final class Registers {

    static final Registers EMPTY = new Registers(new String[0], new AnyValue[0]);

    final String[] keys;
    final AnyValue[] values;

    Registers(String[] keys, AnyValue[] values) {
        this.keys = keys;
        this.values = values;
    }

    /** Reads a map of which a text is its string, a list its plain values. */
    static Registers readFlat(YMap map) {
        List<String> names = new ArrayList<>();
        for (String key : map.keys()) {
            if (!isEdge(key)) {
                names.add(key);
            }
        }
        names.sort(null);
        List<String> plain = new ArrayList<>();
        List<AnyValue> values = new ArrayList<>();
        for (String name : names) {
            AnyValue value = flat(map, name);
            if (value != null) {
                plain.add(name);
                values.add(value);
            }
        }
        return new Registers(plain.toArray(new String[0]), values.toArray(new AnyValue[0]));
    }

    private static @Nullable AnyValue flat(YMap map, String key) {
        SharedType shared = map.shared(key);
        if (shared == null) {
            return map.any(key);
        }
        if (shared instanceof YText text) {
            return AnyValue.of(text.string());
        }
        if (!(shared instanceof YArray)) {
            return null;
        }
        List<AnyValue> elements = new ArrayList<>();
        for (Chunk chunk : shared.chunks()) {
            if (chunk instanceof Chunk.Any any) {
                elements.add(any.value());
            }
        }
        return AnyValue.list(elements);
    }

    static boolean isEdge(String key) {
        return !key.isEmpty() && key.charAt(0) == '@';
    }

    /** A copy, in the order of the keys. */
    Map<String, AnyValue> asMap() {
        Map<String, AnyValue> map = new LinkedHashMap<>();
        for (int i = 0; i < keys.length; i++) {
            map.put(keys[i], values[i]);
        }
        return map;
    }

    int size() {
        return keys.length;
    }

    String key(int index) {
        return keys[index];
    }

    AnyValue value(int index) {
        return values[index];
    }

    @Nullable AnyValue get(String key) {
        for (int i = 0; i < keys.length; i++) {
            if (keys[i].equals(key)) {
                return values[i];
            }
        }
        return null;
    }

    /** Whether both hold the same values under the same keys. */
    boolean sameAs(Registers other) {
        return this == other || (Arrays.equals(keys, other.keys) && Arrays.equals(values, other.values));
    }

    /** The same, in the arrays of {@code other} as far as they are equal: many states of one node share what they can. */
    Registers sharing(Registers other) {
        if (!Arrays.equals(keys, other.keys)) {
            return this;
        }
        return Arrays.equals(values, other.values) ? other : new Registers(other.keys, values);
    }

    /** Tells {@code change} of every key whose value differs, sorted by key. */
    static void compare(Registers before, Registers after, Change change) {
        int i = 0;
        int j = 0;
        while (i < before.keys.length || j < after.keys.length) {
            int order =
                    i == before.keys.length ? 1 : j == after.keys.length ? -1 : before.keys[i].compareTo(after.keys[j]);
            if (order < 0) {
                change.changed(before.keys[i], before.values[i], null);
                i++;
            } else if (order > 0) {
                change.changed(after.keys[j], null, after.values[j]);
                j++;
            } else {
                if (!before.values[i].equals(after.values[j])) {
                    change.changed(before.keys[i], before.values[i], after.values[j]);
                }
                i++;
                j++;
            }
        }
    }

    /** Takes a difference. */
    interface Change {
        void changed(String key, @Nullable AnyValue oldValue, @Nullable AnyValue newValue);
    }
}
