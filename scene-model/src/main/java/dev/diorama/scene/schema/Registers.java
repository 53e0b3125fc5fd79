package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The plain values of a map as they were when it was last read, sorted by key; edges and order are left out. Immutable. */
final class Registers {

    static final Registers EMPTY = new Registers(new String[0], new AnyValue[0]);

    private final String[] keys;
    private final AnyValue[] values;

    private Registers(String[] keys, AnyValue[] values) {
        this.keys = keys;
        this.values = values;
    }

    /**
     * Reads a map.
     *
     * @param except a key that is no register; keys that start with {@code @} never are
     */
    static Registers read(YMap map, String except) {
        List<String> names = new ArrayList<>();
        for (String key : map.keys()) {
            if (!key.equals(except) && !isEdge(key) && map.any(key) != null) {
                names.add(key);
            }
        }
        names.sort(null);
        AnyValue[] values = new AnyValue[names.size()];
        int count = 0;
        for (String key : names) {
            AnyValue value = map.any(key);
            values[count++] = value == null ? AnyValue.Undefined.INSTANCE : value;
        }
        return new Registers(names.toArray(new String[0]), values);
    }

    static boolean isEdge(String key) {
        return !key.isEmpty() && key.charAt(0) == '@';
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
