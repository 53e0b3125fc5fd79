package dev.diorama.scene.crdt;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/*
 * A scene is tens of thousands of maps with nearly the same ten keys, set in the same order. So maps share their keys, as the objects of
 * JavaScript engines share hidden classes:
 *
 * 1. A list never changes; one key more is another list, found from this one. There are few of them, so the keys that a look-up compares are
 *    in the processor's cache, and a map needs no memory of its own for them. Keys that came over the wire are one instance per document:
 *    identity nearly always decides.
 * 2. Of the keys that come at one place only the first few get a list each. All others there share one, in which the place is open: the item
 *    there knows its key. An edge of a node is such a key, "@" and any parent; the keys behind it are shared again.
 * 3. So there are at most as many lists as a constant says, times the length of the longest, whatever keys somebody chooses.
 */
/** The keys of small maps in the order in which they came; shared by all maps of a document that have these. Immutable but for the cache. */
final class Keys {

    /** The most keys of one list. */
    static final int LONGEST = 12;

    private static final int MOST_NEXT = 8;
    private static final int MOST = 1 << 10;
    private static final Keys[] NO_NEXT = {};

    /** Null where the item knows its key. */
    private final @Nullable String[] names;

    private final int[] lists;

    /** The lists that have one key more. */
    private Keys[] next = NO_NEXT;

    /** The list that has one open place more. */
    private @Nullable Keys open;

    /** An empty list, from which all others of a document are reached. */
    Keys() {
        this(new String[0], new int[1]);
    }

    private Keys(@Nullable String[] names, int[] lists) {
        this.names = names;
        this.lists = lists;
        lists[0]++;
    }

    int count() {
        return names.length;
    }

    /** The place of a key; -1 if it is not in here. */
    // Keys of one document are one instance where they came over the wire; equals decides for the others.
    @SuppressWarnings("ReferenceEquality")
    int find(String key, Item[] items) {
        @Nullable String[] mine = names;
        for (int i = 0; i < mine.length; i++) {
            if (mine[i] == key) {
                return i;
            }
        }
        for (int i = 0; i < mine.length; i++) {
            String name = mine[i];
            if (key.equals(name == null ? items[i].parentSub : name)) {
                return i;
            }
        }
        return -1;
    }

    /** The instance of the key at a place; {@code key}, if only the item will know. */
    String name(int at, String key) {
        String name = names[at];
        return name == null ? key : name;
    }

    /** These keys and one more, which is not in here; null if there would be too many. */
    @Nullable Keys with(String key) {
        int count = names.length;
        if (count == LONGEST) {
            return null;
        }
        for (Keys each : next) {
            if (key.equals(each.names[count])) {
                return each;
            }
        }
        if (next.length < MOST_NEXT && lists[0] < MOST) {
            Keys longer = new Keys(Arrays.copyOf(names, count + 1), lists);
            longer.names[count] = key;
            next = Arrays.copyOf(next, next.length + 1);
            next[next.length - 1] = longer;
            return longer;
        }
        if (open == null) {
            open = new Keys(Arrays.copyOf(names, count + 1), lists);
        }
        return open;
    }
}
