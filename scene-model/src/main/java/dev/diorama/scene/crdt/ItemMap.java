package dev.diorama.scene.crdt;

import java.util.Arrays;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/*
 * Small maps share their keys; see Keys. A larger one has a table of open addressing with the places of its items, each of which knows its
 * key. Whoever chooses keys of one hash code would make the table a list; so after a long probe a sorted map takes its place.
 */
/** The last item of each key of a type, keys in the order in which they came. Keys are never taken out. */
final class ItemMap {

    static final ItemMap EMPTY = new ItemMap(new Keys());

    private static final Item[] NO_ITEMS = {};

    /** No honest map has one: half full, a hundred thousand keys come to 60 by chance. */
    private static final int LONG_PROBE = 128;

    /** The keys, unless there are so many that there is an index. */
    private Keys keys;

    private Item[] items = NO_ITEMS;
    private @Nullable Index index;

    /**
     * An empty map.
     *
     * @param keys the empty list of its document
     */
    ItemMap(Keys keys) {
        this.keys = keys;
    }

    int size() {
        return index == null ? keys.count() : index.count;
    }

    String key(int at) {
        return keyOf(items[at]);
    }

    Item item(int at) {
        return items[at];
    }

    @Nullable Item get(String key) {
        int at = find(key);
        return at < 0 ? null : items[at];
    }

    private int find(String key) {
        return index == null ? keys.find(key, items) : index.find(items, key);
    }

    /** Sets the item of a key, which is to be its own; returns the instance of the key that it should have. */
    String put(String key, Item item) {
        int at = find(key);
        if (at >= 0) {
            String known = keyOf(items[at]);
            items[at] = item;
            return known;
        }
        at = size();
        if (at == items.length) {
            items = Arrays.copyOf(items, at < Keys.LONGEST ? at + 2 : at + 2 + (at >> 1));
        }
        items[at] = item;
        if (index == null) {
            Keys longer = keys.with(key);
            if (longer != null) {
                keys = longer;
                return longer.name(at, key);
            }
            index = new Index();
            for (int i = 0; i < at; i++) {
                index.add(items, i, keyOf(items[i]));
            }
        }
        index.add(items, at, key);
        return key;
    }

    /** Makes {@code by} the item of a key if {@code old} is it. */
    void replace(String key, Item old, Item by) {
        int at = find(key);
        if (at >= 0 && items[at] == old) {
            items[at] = by;
        }
    }

    private static String keyOf(Item item) {
        if (item.parentSub == null) {
            throw new IllegalStateException("no key: client=" + item.client.id + " clock=" + item.clock);
        }
        return item.parentSub;
    }

    /** Where in the array the item of each key is. */
    private static final class Index {

        int count;
        private int[] table = new int[64]; // place plus one; zero is free
        private @Nullable TreeMap<String, Integer> crowded;

        int find(Item[] items, String key) {
            if (crowded != null) {
                Integer at = crowded.get(key);
                return at == null ? -1 : at;
            }
            int mask = table.length - 1;
            for (int slot = hash(key) & mask; table[slot] != 0; slot = (slot + 1) & mask) {
                int at = table[slot] - 1;
                if (key.equals(items[at].parentSub)) {
                    return at;
                }
            }
            return -1;
        }

        /** Adds the next item. */
        void add(Item[] items, int at, String key) {
            if (crowded == null && 2 * at >= table.length) {
                table = new int[2 * table.length];
                for (int i = 0; i < at && crowded == null; i++) {
                    place(items, i, keyOf(items[i]));
                }
            }
            count = at + 1;
            if (crowded == null) {
                place(items, at, key);
            } else {
                crowded.put(key, at);
            }
        }

        private void place(Item[] items, int at, String key) {
            int mask = table.length - 1;
            int slot = hash(key) & mask;
            for (int probes = 0; table[slot] != 0; probes++) {
                if (probes > LONG_PROBE) {
                    crowd(items, at, key);
                    return;
                }
                slot = (slot + 1) & mask;
            }
            table[slot] = at + 1;
        }

        private void crowd(Item[] items, int at, String key) {
            TreeMap<String, Integer> sorted = new TreeMap<>();
            for (int i = 0; i < count; i++) {
                if (i != at) {
                    sorted.put(keyOf(items[i]), i);
                }
            }
            sorted.put(key, at);
            crowded = sorted;
            table = new int[1];
        }

        private static int hash(String key) {
            // The end of MurmurHash3: keys that count (n1, n2, ...) make long probes with one multiplication.
            int mixed = key.hashCode();
            mixed = (mixed ^ (mixed >>> 16)) * 0x85ebca6b;
            mixed = (mixed ^ (mixed >>> 13)) * 0xc2b2ae35;
            return mixed ^ (mixed >>> 16);
        }
    }
}
