package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.YMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The index of all nodes and the tree they are in; changed by {@link TreeUpdate}, a transaction at a time. */
final class SceneTree {

    final Map<String, TreeNode> nodes = new HashMap<>();
    final TreeNode root = new TreeNode(NodeId.ROOT);
    final TreeNode recovered = new TreeNode(NodeId.RECOVERED);

    final ChildTree children = new ChildTree(this);
    final MapReader reader = new MapReader();

    /** Ids that edges of lost nodes name: a node of such an id can be where a lost node hangs. */
    final Set<String> wanted = new HashSet<>();

    /** How many nodes' strongest edges don't lead to the root. */
    int lost;

    /** Steps from node to node, up the tree and among siblings: what changes cost, for tests. */
    long steps;

    /** How often the tree was resolved in full. */
    int resolutions;

    private final YMap source;
    private int lastStamp;

    SceneTree(YMap source) {
        this.source = source;
    }

    /** The map of a node in the document; null if the key isn't that of a node. */
    @Nullable YMap source(String id) {
        return id.isEmpty() || id.equals(NodeId.RECOVERED.value()) ? null : source.map(id);
    }

    /** The node of that id, the root and a visible Recovered included. */
    @Nullable TreeNode find(NodeId id) {
        String key = id.value();
        if (key.isEmpty()) {
            return root;
        }
        TreeNode node = nodes.get(key);
        return node == null && recovered.parent != null && id.equals(NodeId.RECOVERED) ? recovered : node;
    }

    /** A number never used before by any scratch field. */
    int nextStamp() {
        return ++lastStamp;
    }

    /** The place of a node among siblings: rules S55 and S56. */
    int compareSiblings(TreeNode a, TreeNode b) {
        if (a == recovered || b == recovered) {
            return a == b ? 0 : a == recovered ? 1 : -1;
        }
        int order = a.effectiveOrder().compareTo(b.effectiveOrder());
        return order != 0 ? order : a.id.compareTo(b.id);
    }
}
