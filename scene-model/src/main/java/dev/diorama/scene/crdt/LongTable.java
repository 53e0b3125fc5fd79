package dev.diorama.scene.crdt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values by client id, without boxing: open addressing over the ids, values in the order in which they came. */
final class LongTable<V> {

    private static final int[] NO_SLOTS = {};
    private static final long[] NO_KEYS = {};

    private long[] keys = NO_KEYS;
    private int[] slots = NO_SLOTS; // index into values, plus one; zero is free
    private final List<V> values = new ArrayList<>(1);

    List<V> values() {
        return values;
    }

    int size() {
        return values.size();
    }

    @Nullable V get(long key) {
        int mask = slots.length - 1;
        if (mask < 0) {
            return null;
        }
        int at = hash(key) & mask;
        while (slots[at] != 0) {
            if (keys[at] == key) {
                return values.get(slots[at] - 1);
            }
            at = (at + 1) & mask;
        }
        return null;
    }

    /** Adds a value under a key that is not there yet. */
    void add(long key, V value) {
        if (values.size() * 2 >= slots.length) {
            grow();
        }
        values.add(value);
        place(key, values.size());
    }

    private void place(long key, int slot) {
        int mask = slots.length - 1;
        int at = hash(key) & mask;
        while (slots[at] != 0) {
            at = (at + 1) & mask;
        }
        keys[at] = key;
        slots[at] = slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldSlots = slots;
        keys = new long[Math.max(4, oldKeys.length * 2)];
        slots = new int[keys.length];
        for (int i = 0; i < oldSlots.length; i++) {
            if (oldSlots[i] != 0) {
                place(oldKeys[i], oldSlots[i]);
            }
        }
    }

    void clear() {
        Arrays.fill(slots, 0);
        values.clear();
    }

    private static int hash(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }
}
