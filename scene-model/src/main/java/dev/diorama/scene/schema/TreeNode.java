package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.AnyValue;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A node as the index knows it: what its map said when it was last read, and where it hangs. */
final class TreeNode {

    /** Largest counter of an edge; larger ones in a document count as 0. */
    static final long MAX_COUNTER = 1L << 48;

    private static final String[] NO_EDGES = {};
    private static final long[] NO_COUNTERS = {};

    final NodeId id;

    // The children, and this node among its siblings: links of ChildTree, changed by TreeUpdate alone.
    @Nullable TreeNode topChild;

    @Nullable TreeNode above;

    @Nullable TreeNode leftChild;

    @Nullable TreeNode rightChild;

    int weight = 1;
    int priority;

    /** Whether the children's orders don't count: true for Recovered. */
    final boolean flat;

    /** The map in the document; null for the root and for Recovered. */
    @Nullable YMap map;

    Registers registers = Registers.EMPTY;

    /** The key {@code o}, whoever the parent is. */
    String order = "";

    /** Parents that edges name, the strongest first. */
    String[] edgeParents = NO_EDGES;

    long[] edgeCounters = NO_COUNTERS;

    /** Where the node hangs; null for the root, and for a node that isn't in the tree. */
    @Nullable TreeNode parent;

    @Nullable SceneNode cached;

    boolean removed;

    /** Whether the strongest edges don't lead from here to the root. */
    boolean lost;

    /** Whose list of children the node is in. */
    @Nullable TreeNode listedUnder;

    // How the node was before an update; valid if the stamp is the update's.
    int createdStamp;
    int touchStamp;

    @Nullable TreeNode parentBefore;

    String orderBefore = "";
    int registersStamp;
    Registers registersBefore = Registers.EMPTY;

    // Scratch of one step of an update.
    int placeStamp;
    int edgesStamp;
    int listStamp;
    int added;

    @Nullable TreeNode firstAdded;

    @Nullable TreeNode nextAdded;

    int reachStamp;
    boolean reaches;
    int depthStamp;
    int depth;

    @Nullable TreeNode target;

    TreeNode(NodeId id) {
        this.id = id;
        flat = id.equals(NodeId.RECOVERED);
    }

    /** The order that counts where the node hangs: Recovered's children have none. */
    String effectiveOrder() {
        return parent != null && parent.flat ? "" : order;
    }

    /** Reads edges, order and registers from the map. */
    void read(YMap from) {
        map = from;
        cached = null;
        Set<String> keys = from.keys();
        registers = Registers.read(from, keys, SchemaKeys.ORDER);
        AnyValue o = from.any(SchemaKeys.ORDER);
        order = o instanceof AnyValue.Str str ? str.value() : "";
        int count = 0;
        for (String key : keys) {
            if (Registers.isEdge(key)) {
                count++;
            }
        }
        edgeParents = count == 0 ? NO_EDGES : new String[count];
        edgeCounters = count == 0 ? NO_COUNTERS : new long[count];
        int i = 0;
        for (String key : keys) {
            if (Registers.isEdge(key)) {
                edgeParents[i] = key.substring(1);
                edgeCounters[i] = counter(from.any(key));
                i++;
            }
        }
        strongestFirst();
    }

    /** Puts the strongest edge in front. */
    void strongestFirst() {
        int best = 0;
        for (int i = 1; i < edgeParents.length; i++) {
            if (edgeCounters[i] > edgeCounters[best]
                    || (edgeCounters[i] == edgeCounters[best] && edgeParents[i].compareTo(edgeParents[best]) > 0)) {
                best = i;
            }
        }
        if (best > 0) {
            String parentId = edgeParents[best];
            long counter = edgeCounters[best];
            edgeParents[best] = edgeParents[0];
            edgeCounters[best] = edgeCounters[0];
            edgeParents[0] = parentId;
            edgeCounters[0] = counter;
        }
    }

    private static long counter(@Nullable AnyValue value) {
        if (!(value instanceof AnyValue.Num num)) {
            return 0;
        }
        double number = num.value();
        return number >= 1 && number <= MAX_COUNTER && number == Math.rint(number) ? (long) number : 0;
    }

    /** The parent that the strongest edge names; null without edges. */
    @Nullable String strongestParent() {
        return edgeParents.length == 0 ? null : edgeParents[0];
    }

    boolean hasEdges(String[] parents, long[] counters) {
        return Arrays.equals(edgeParents, parents) && Arrays.equals(edgeCounters, counters);
    }

    /** A live view of the children's ids. */
    List<NodeId> childIds() {
        return new ChildIds(this);
    }

    /** Ids of children; going through them one after another is faster than by index. */
    private static final class ChildIds extends AbstractList<NodeId> {
        private final TreeNode node;

        ChildIds(TreeNode node) {
            this.node = node;
        }

        @Override
        public NodeId get(int index) {
            return ChildTree.get(node, index).id;
        }

        @Override
        public int size() {
            return ChildTree.size(node);
        }

        @Override
        public Iterator<NodeId> iterator() {
            return new Iterator<>() {
                private @Nullable TreeNode next = ChildTree.first(node);

                @Override
                public boolean hasNext() {
                    return next != null;
                }

                @Override
                public NodeId next() {
                    TreeNode result = next;
                    if (result == null) {
                        throw new NoSuchElementException();
                    }
                    next = ChildTree.next(result);
                    return result.id;
                }
            };
        }
    }
}
