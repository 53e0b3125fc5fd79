package dev.diorama.scene.crdt;

import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/*
 * A scene is tens of thousands of maps with about ten keys each, so the size of a map and the number of cache lines that a look-up touches
 * are what counts:
 *
 * 1. Keys and items lie in two arrays in the order in which the keys came. Up to eight keys a look-up compares them one after the other, at
 *    first by identity: keys that came over the wire are one instance per document.
 * 2. Above that a table of open addressing holds indexes into the arrays.
 * 3. Whoever chooses keys of one hash code would make the table a list; so after a long probe a sorted map takes its place.
 */
/** The last item of each key of a type, keys in the order in which they came. Keys are never taken out. */
final class ItemMap {

    static final ItemMap EMPTY = new ItemMap(0);

    private static final int SMALL = 8;
    private static final int LONG_PROBE = 48;

    private String[] keys;
    private Item[] items;
    private int count;
    private int @Nullable [] table; // index plus one; zero is free
    private @Nullable TreeMap<String, Integer> crowded;

    ItemMap() {
        this(2);
    }

    private ItemMap(int capacity) {
        keys = new String[capacity];
        items = new Item[capacity];
    }

    int size() {
        return count;
    }

    String key(int index) {
        return keys[index];
    }

    Item item(int index) {
        return items[index];
    }

    @Nullable Item get(String key) {
        int index = find(key);
        return index < 0 ? null : items[index];
    }

    /** Sets the item of a key; returns the instance of the key that is in here. */
    String put(String key, Item item) {
        int index = find(key);
        if (index >= 0) {
            items[index] = item;
            return keys[index];
        }
        if (count == keys.length) {
            int capacity = count < SMALL ? count + 2 : count + 2 + (count >> 1);
            keys = Arrays.copyOf(keys, capacity);
            items = Arrays.copyOf(items, capacity);
        }
        keys[count] = key;
        items[count] = item;
        count++;
        if (crowded != null) {
            crowded.put(key, count - 1);
        } else if (count > SMALL) {
            index(key);
        }
        return key;
    }

    /** Makes {@code by} the item of a key if {@code old} is it. */
    void replace(String key, Item old, Item by) {
        int index = find(key);
        if (index >= 0 && items[index] == old) {
            items[index] = by;
        }
    }

    // Keys of one document are one instance where they came over the wire; equals decides for the others.
    @SuppressWarnings("ReferenceEquality")
    private int find(String key) {
        if (count > SMALL) {
            return findIndexed(key);
        }
        for (int i = 0; i < count; i++) {
            if (keys[i] == key) {
                return i;
            }
        }
        for (int i = 0; i < count; i++) {
            if (keys[i].equals(key)) {
                return i;
            }
        }
        return -1;
    }

    private int findIndexed(String key) {
        if (crowded != null) {
            Integer index = crowded.get(key);
            return index == null ? -1 : index;
        }
        int[] slots = table;
        if (slots == null) {
            return -1;
        }
        int mask = slots.length - 1;
        for (int at = hash(key) & mask; slots[at] != 0; at = (at + 1) & mask) {
            if (keys[slots[at] - 1].equals(key)) {
                return slots[at] - 1;
            }
        }
        return -1;
    }

    private void index(String newest) {
        if (table == null || count * 3 > table.length * 2) {
            int size = 16;
            while (size * 2 < count * 4) {
                size *= 2;
            }
            table = new int[size];
            for (int i = 0; i < count && crowded == null; i++) {
                place(keys[i], i);
            }
        } else {
            place(newest, count - 1);
        }
    }

    private void place(String key, int index) {
        int[] slots = table;
        if (slots == null) {
            return;
        }
        int mask = slots.length - 1;
        int at = hash(key) & mask;
        int probes = 0;
        while (slots[at] != 0) {
            at = (at + 1) & mask;
            if (++probes > LONG_PROBE) {
                crowd();
                return;
            }
        }
        slots[at] = index + 1;
    }

    private void crowd() {
        TreeMap<String, Integer> sorted = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            sorted.put(keys[i], i);
        }
        crowded = sorted;
        table = null;
    }

    private static int hash(String key) {
        int mixed = key.hashCode() * 0x9E3779B9;
        return mixed ^ (mixed >>> 15);
    }
}
