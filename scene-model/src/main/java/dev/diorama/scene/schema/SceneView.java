package dev.diorama.scene.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The scene as everybody sees it: the tree after repair, values after clamping. Reads never throw on what a document holds. */
public interface SceneView {

    /** Whether that node is in the scene; {@link NodeId#RECOVERED} is while something hangs under it, ROOT never. */
    boolean contains(NodeId id);

    /** The parent in the repaired tree, ROOT for a node at the top, null for ROOT and for nodes that aren't there. */
    @Nullable NodeId parent(NodeId id);

    /** The children in their order, a live read-only list; empty for nodes that aren't there. */
    List<NodeId> children(NodeId id);

    /** A node and everything below it, each parent before its children, siblings in order; empty if the node isn't there. */
    default List<NodeId> subtree(NodeId id) {
        List<NodeId> result = new ArrayList<>();
        List<NodeId> open = new ArrayList<>();
        if (contains(id)) {
            open.add(id);
        }
        while (!open.isEmpty()) {
            NodeId node = open.remove(open.size() - 1);
            result.add(node);
            List<NodeId> children = children(node);
            for (int i = children.size() - 1; i >= 0; i--) {
                open.add(children.get(i));
            }
        }
        return result;
    }

    /**
     * What a node is, as of now; an immutable value that is kept until the node changes.
     *
     * @throws IllegalArgumentException if the node isn't there
     */
    SceneNode node(NodeId id);

    /** The materials, assets and comments; live. */
    SceneEntries entries();

    /** The light from all around. */
    Environment environment();

    /** All cameras, in the order of the tree. */
    default List<NodeId> cameras() {
        List<NodeId> cameras = new ArrayList<>();
        List<NodeId> open = new ArrayList<>();
        open.add(NodeId.ROOT);
        while (!open.isEmpty()) {
            NodeId id = open.remove(open.size() - 1);
            if (!id.equals(NodeId.ROOT) && node(id).kind() == NodeKind.CAMERA) {
                cameras.add(id);
            }
            int at = open.size();
            for (NodeId child : children(id)) {
                open.add(at, child);
            }
        }
        return cameras;
    }

    /** The flags of a node and of all above it, together: what is below a hidden node is hidden, what is below a locked one locked. */
    default int effectiveFlags(NodeId id) {
        int flags = 0;
        for (NodeId at = id; at != null && !at.equals(NodeId.ROOT) && contains(at); at = parent(at)) {
            flags |= node(at).flags();
        }
        return flags;
    }

    /** Number of nodes, the Recovered group included while it shows. */
    int size();

    /** The scene's background. */
    Rgb background();

    /** The scene's name, "Untitled" if it has none. */
    String sceneName();
}
