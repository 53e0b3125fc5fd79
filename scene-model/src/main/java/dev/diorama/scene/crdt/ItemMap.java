package dev.diorama.scene.crdt;

import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/*
 * A scene is tens of thousands of maps with about ten keys each, so the size of a map and the number of cache lines that a look-up touches
 * are what counts:
 *
 * 1. Keys and items lie in one array, in turn, in the order in which the keys came. Up to twelve keys a look-up compares them one after
 *    the other, at first by identity: keys that came over the wire are one instance per document.
 * 2. Above that a table of open addressing holds the places in the array.
 * 3. Whoever chooses keys of one hash code would make the table a list; so after a long probe a sorted map takes its place.
 */
/** The last item of each key of a type, keys in the order in which they came. Keys are never taken out. */
final class ItemMap {

    static final ItemMap EMPTY = new ItemMap(0);

    private static final int SMALL = 12;
    private static final int LONG_PROBE = 48;

    private Object[] entries;
    private int count;
    private @Nullable Index index;

    ItemMap() {
        this(2);
    }

    private ItemMap(int capacity) {
        entries = new Object[2 * capacity];
    }

    int size() {
        return count;
    }

    String key(int at) {
        return (String) entries[2 * at];
    }

    Item item(int at) {
        return (Item) entries[2 * at + 1];
    }

    @Nullable Item get(String key) {
        int at = find(key);
        return at < 0 ? null : item(at);
    }

    /** Sets the item of a key; returns the instance of the key that is in here. */
    String put(String key, Item item) {
        int at = find(key);
        if (at >= 0) {
            entries[2 * at + 1] = item;
            return key(at);
        }
        if (2 * count == entries.length) {
            int capacity = count < SMALL ? count + 2 : count + 2 + (count >> 1);
            entries = Arrays.copyOf(entries, 2 * capacity);
        }
        entries[2 * count] = key;
        entries[2 * count + 1] = item;
        count++;
        if (count > SMALL) {
            if (index == null) {
                index = new Index();
                for (int i = 0; i < count - 1; i++) {
                    index.add(this, i);
                }
            }
            index.add(this, count - 1);
        }
        return key;
    }

    /** Makes {@code by} the item of a key if {@code old} is it. */
    void replace(String key, Item old, Item by) {
        int at = find(key);
        if (at >= 0 && item(at) == old) {
            entries[2 * at + 1] = by;
        }
    }

    // Keys of one document are one instance where they came over the wire; equals decides for the others.
    @SuppressWarnings("ReferenceEquality")
    private int find(String key) {
        if (index != null) {
            return index.find(this, key);
        }
        for (int i = 0; i < count; i++) {
            if (entries[2 * i] == key) {
                return i;
            }
        }
        for (int i = 0; i < count; i++) {
            if (key.equals(entries[2 * i])) {
                return i;
            }
        }
        return -1;
    }

    /** Where in a map each key is. */
    private static final class Index {

        private int[] table = new int[64]; // place plus one; zero is free
        private @Nullable TreeMap<String, Integer> crowded;

        int find(ItemMap map, String key) {
            if (crowded != null) {
                Integer at = crowded.get(key);
                return at == null ? -1 : at;
            }
            int mask = table.length - 1;
            for (int slot = hash(key) & mask; table[slot] != 0; slot = (slot + 1) & mask) {
                int at = table[slot] - 1;
                if (map.key(at).equals(key)) {
                    return at;
                }
            }
            return -1;
        }

        void add(ItemMap map, int at) {
            if (crowded == null && 2 * at >= table.length) {
                table = new int[2 * table.length];
                for (int i = 0; i < at && crowded == null; i++) {
                    place(map, i);
                }
            }
            if (crowded == null) {
                place(map, at);
            } else {
                crowded.put(map.key(at), at);
            }
        }

        private void place(ItemMap map, int at) {
            int mask = table.length - 1;
            int slot = hash(map.key(at)) & mask;
            for (int probes = 0; table[slot] != 0; probes++) {
                if (probes > LONG_PROBE) {
                    crowd(map);
                    return;
                }
                slot = (slot + 1) & mask;
            }
            table[slot] = at + 1;
        }

        private void crowd(ItemMap map) {
            TreeMap<String, Integer> sorted = new TreeMap<>();
            for (int i = 0; i < map.count; i++) {
                sorted.put(map.key(i), i);
            }
            crowded = sorted;
            table = new int[1];
        }

        private static int hash(String key) {
            int mixed = key.hashCode() * 0x9E3779B9;
            return mixed ^ (mixed >>> 15);
        }
    }
}
