package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.YMap;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A node as the index knows it: what its map said when it was last read, and where it hangs. */
final class TreeNode {

    /** Largest counter of an edge; larger ones in a document count as 0. */
    static final long MAX_COUNTER = 1L << 48;

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
    String[] edgeParents = {};

    long[] edgeCounters = {};

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

    /** Reads edges, order and registers from the map; returns whether the edges are others than before. */
    boolean read(YMap from, MapReader reader) {
        map = from;
        cached = null;
        reader.read(from, true);
        registers = reader.registers(registers);
        order = reader.order();
        return reader.putEdges(this);
    }

    /** The parent that the strongest edge names; null without edges. */
    @Nullable String strongestParent() {
        return edgeParents.length == 0 ? null : edgeParents[0];
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
