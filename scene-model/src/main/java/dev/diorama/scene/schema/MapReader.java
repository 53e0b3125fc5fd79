package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads maps of nodes one after another, in one pass each, and makes nothing anew that is as it was before: most nodes of a scene share
 * the names of their registers, and most changes concern one register.
 */
final class MapReader {

    /** Up to this many registers are sorted by insertion. */
    private static final int FEW = 24;

    private static final String[] NO_EDGES = {};
    private static final long[] NO_COUNTERS = {};

    private String[] keys = new String[16];
    private @Nullable AnyValue[] values = new AnyValue[16];
    private int count;
    private String[] edges = new String[4];
    private long[] counters = new long[4];
    private int edgeCount;
    private @Nullable AnyValue order;
    private boolean ordered;

    /** The names of the map before, which the next is likely to share. */
    private String[] lastKeys = {};

    /**
     * Reads a map; the other methods then tell what it says.
     *
     * @param ordered whether the key of the order is no register
     */
    void read(YMap map, boolean ordered) {
        this.ordered = ordered;
        count = 0;
        edgeCount = 0;
        order = null;
        map.forEachAny(this::take);
        if (count > FEW) {
            sortMany();
        }
    }

    private void take(String key, @Nullable AnyValue value) {
        if (Registers.isEdge(key)) {
            if (edgeCount == edges.length) {
                edges = Arrays.copyOf(edges, 2 * edgeCount);
                counters = Arrays.copyOf(counters, 2 * edgeCount);
            }
            edges[edgeCount] = key;
            counters[edgeCount++] = counter(value);
        } else if (value != null) {
            if (ordered && key.equals(SchemaKeys.ORDER)) {
                order = value;
            } else {
                add(key, value);
            }
        }
    }

    private static long counter(@Nullable AnyValue value) {
        if (!(value instanceof AnyValue.Num num)) {
            return 0;
        }
        double number = num.value();
        return number >= 1 && number <= TreeNode.MAX_COUNTER && number == Math.rint(number) ? (long) number : 0;
    }

    private void add(String key, AnyValue value) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, 2 * count);
            values = Arrays.copyOf(values, 2 * count);
        }
        int at = count++;
        if (count <= FEW) {
            for (; at > 0 && keys[at - 1].compareTo(key) > 0; at--) {
                keys[at] = keys[at - 1];
                values[at] = values[at - 1];
            }
        }
        keys[at] = key;
        values[at] = value;
    }

    private void sortMany() {
        String[] names = Arrays.copyOf(keys, count);
        @Nullable AnyValue[] unsorted = Arrays.copyOf(values, count);
        Integer[] places = new Integer[count];
        Arrays.setAll(places, i -> i);
        Arrays.sort(places, (a, b) -> names[a].compareTo(names[b]));
        for (int i = 0; i < count; i++) {
            keys[i] = names[places[i]];
            values[i] = unsorted[places[i]];
        }
    }

    /** The key of the order among siblings; empty if there is none. */
    String order() {
        return order instanceof AnyValue.Str text ? text.value() : "";
    }

    /** The registers, sorted by key: {@code before} if they are equal. */
    Registers registers(Registers before) {
        boolean sameKeys = areKeys(before.keys);
        if (sameKeys && areValues(before.values)) {
            return before;
        }
        if (!areKeys(lastKeys)) {
            lastKeys = sameKeys ? before.keys : Arrays.copyOf(keys, count);
        }
        return new Registers(lastKeys, nonNull(Arrays.copyOf(values, count)));
    }

    private boolean areKeys(String[] others) {
        return Arrays.equals(keys, 0, count, others, 0, others.length);
    }

    private boolean areValues(AnyValue[] others) {
        for (int i = 0; i < count; i++) {
            if (!Objects.equals(values[i], others[i])) {
                return false;
            }
        }
        return true;
    }

    @SuppressWarnings("NullAway") // only the places behind count are null
    private static AnyValue[] nonNull(@Nullable AnyValue[] values) {
        return values;
    }

    /** Gives a node its edges, the strongest first; returns whether they are others than before. */
    boolean putEdges(TreeNode node) {
        strongestFirst();
        if (areEdges(node)) {
            return false;
        }
        String[] parents = edgeCount == 0 ? NO_EDGES : new String[edgeCount];
        for (int i = 0; i < edgeCount; i++) {
            parents[i] = edges[i].substring(1);
        }
        node.edgeParents = parents;
        node.edgeCounters = edgeCount == 0 ? NO_COUNTERS : Arrays.copyOf(counters, edgeCount);
        return true;
    }

    private boolean areEdges(TreeNode node) {
        if (node.edgeParents.length != edgeCount) {
            return false;
        }
        for (int i = 0; i < edgeCount; i++) {
            String parent = node.edgeParents[i];
            if (node.edgeCounters[i] != counters[i]
                    || edges[i].length() != parent.length() + 1
                    || !edges[i].endsWith(parent)) {
                return false;
            }
        }
        return true;
    }

    private void strongestFirst() {
        int best = 0;
        for (int i = 1; i < edgeCount; i++) {
            if (counters[i] > counters[best]
                    || (counters[i] == counters[best] && edges[i].compareTo(edges[best]) > 0)) {
                best = i;
            }
        }
        if (best > 0) {
            String edge = edges[best];
            long counter = counters[best];
            edges[best] = edges[0];
            counters[best] = counters[0];
            edges[0] = edge;
            counters[0] = counter;
        }
    }
}
