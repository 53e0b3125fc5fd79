package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.schema.SceneEvent.NodeCreated;
import dev.diorama.scene.schema.SceneEvent.NodeDeleted;
import dev.diorama.scene.schema.SceneEvent.NodeMoved;
import dev.diorama.scene.schema.SceneEvent.RegisterChanged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * From "these nodes' maps changed" to the new tree and the events between the two, in four steps:
 *
 *   1. read the maps again and compare with what they said before;
 *   2. if edges changed, find the new parents: along the strongest edges if all nodes concerned reach the root that way
 *      and nobody was lost before, else by the full resolution;
 *   3. mend the lists of children of the parents concerned;
 *   4. compare where every touched node hung with where it hangs.
 *
 * Each step costs no more than the nodes it concerns and the way from them to the root, save the full resolution.
 */
/** One change of the index: rules S58 and S74 to S77. */
final class TreeUpdate {

    private static final Comparator<RegisterChanged> BY_NODE_AND_KEY =
            Comparator.comparing(RegisterChanged::node).thenComparing(RegisterChanged::key);

    private final SceneTree tree;
    private final int stamp;
    private final List<TreeNode> created = new ArrayList<>();
    private final List<TreeNode> deleted = new ArrayList<>();
    private final List<TreeNode> touched = new ArrayList<>();
    private final List<TreeNode> newEdges = new ArrayList<>();
    private final List<TreeNode> lists = new ArrayList<>();
    private final List<RegisterChanged> registers = new ArrayList<>();
    private int depthStamp;

    TreeUpdate(SceneTree tree) {
        this.tree = tree;
        stamp = tree.nextStamp();
    }

    void run(Collection<String> ids) {
        for (String id : ids) {
            read(id);
        }
        if (!deleted.isEmpty() || !newEdges.isEmpty()) {
            adoptOrphans();
            if (tree.lost == 0 && followStrongest()) {
                for (TreeNode node : newEdges) {
                    setParent(node, node.target);
                }
            } else {
                resolveAll();
            }
        }
        mendLists();
    }

    // Step 1.

    private void read(String id) {
        YMap map = tree.source(id);
        TreeNode node = tree.nodes.get(id);
        if (map == null) {
            if (node != null) {
                tree.nodes.remove(id);
                node.removed = true;
                node.map = null;
                deleted.add(node);
            }
        } else if (node == null) {
            node = new TreeNode(new NodeId(id));
            node.read(map);
            tree.nodes.put(id, node);
            created.add(node);
            newEdges.add(node);
            node.edgesStamp = stamp;
        } else {
            readAgain(node, map);
        }
    }

    private void readAgain(TreeNode node, YMap map) {
        Registers before = node.registers;
        String[] parents = node.edgeParents;
        long[] counters = node.edgeCounters;
        String order = node.order;
        String effectiveOrder = node.effectiveOrder();
        node.read(map);
        Registers.compare(
                before,
                node.registers,
                (key, oldValue, newValue) -> registers.add(new RegisterChanged(node.id, key, oldValue, newValue)));
        if (!node.hasEdges(parents, counters)) {
            newEdges.add(node);
            node.edgesStamp = stamp;
        }
        if (!node.order.equals(order)) {
            touch(node, effectiveOrder);
        }
    }

    private void touch(TreeNode node, String effectiveOrder) {
        if (node.touchStamp != stamp) {
            node.touchStamp = stamp;
            node.parentBefore = node.parent;
            node.orderBefore = effectiveOrder;
            touched.add(node);
        }
    }

    // Step 2.

    private void adoptOrphans() {
        for (TreeNode parent : deleted) {
            for (TreeNode child : parent.children) {
                if (!child.removed && child.edgesStamp != stamp) {
                    child.edgesStamp = stamp;
                    newEdges.add(child);
                }
            }
        }
    }

    /** Whether the strongest edges of the nodes with new edges lead to the root; then their targets are set. */
    private boolean followStrongest() {
        for (TreeNode node : newEdges) {
            String parent = node.strongestParent();
            node.target = parent == null ? null : parent.isEmpty() ? tree.root : tree.nodes.get(parent);
        }
        for (TreeNode start : newEdges) {
            for (TreeNode node = start; node != tree.root; ) {
                if (node == null || node == tree.recovered) {
                    return false;
                }
                if (node.reachStamp == stamp) {
                    if (!node.reaches) {
                        return false;
                    }
                    break;
                }
                node.reachStamp = stamp;
                node.reaches = false;
                node = node.edgesStamp == stamp ? node.target : node.parent;
            }
            for (TreeNode node = start; node != tree.root && node != null && !node.reaches; ) {
                node.reaches = true;
                node = node.edgesStamp == stamp ? node.target : node.parent;
            }
        }
        return true;
    }

    private void resolveAll() {
        tree.resolutions++;
        tree.lost = new SceneRepair(tree.nodes, tree.root, tree.nextStamp()).resolve(tree.recovered);
        for (TreeNode node : tree.nodes.values()) {
            setParent(node, node.target);
        }
    }

    private void setParent(TreeNode node, @Nullable TreeNode parent) {
        if (node.parent != parent) {
            touch(node, node.effectiveOrder());
            node.parent = parent;
        }
    }

    // Step 3.

    private void mendLists() {
        int phase = tree.nextStamp();
        for (TreeNode node : deleted) {
            unlist(node, node.parent, phase);
        }
        for (TreeNode node : touched) {
            unlist(node, node.parentBefore, phase);
        }
        for (TreeNode parent : lists) {
            parent.children.removeIf(child -> child.unlisted);
        }
        lists.clear();
        phase = tree.nextStamp();
        for (TreeNode node : touched) {
            node.unlisted = false;
            TreeNode parent = node.parent;
            if (parent != null) {
                listChanged(parent, phase);
                parent.children.add(node);
                parent.added++;
            }
        }
        for (TreeNode parent : lists) {
            sort(parent);
        }
        boolean show = !tree.recovered.children.isEmpty();
        if (show && tree.recovered.parent == null) {
            tree.recovered.parent = tree.root;
            tree.root.children.add(tree.recovered);
            created.add(tree.recovered);
        } else if (!show && tree.recovered.parent != null) {
            tree.recovered.parent = null;
            tree.root.children.remove(tree.recovered);
            deleted.add(tree.recovered);
        }
    }

    private void unlist(TreeNode node, @Nullable TreeNode parent, int phase) {
        if (parent != null && !parent.removed) {
            node.unlisted = true;
            listChanged(parent, phase);
        }
    }

    private void listChanged(TreeNode parent, int phase) {
        if (parent.listStamp != phase) {
            parent.listStamp = phase;
            parent.added = 0;
            lists.add(parent);
        }
    }

    /** Puts the children that were added at the end of a sorted list in their places. */
    private void sort(TreeNode parent) {
        List<TreeNode> children = parent.children;
        if (parent.added > 8) {
            children.sort(tree::compareSiblings);
            return;
        }
        for (int from = children.size() - parent.added; from < children.size(); from++) {
            TreeNode node = children.get(from);
            int low = 0;
            int high = from;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (tree.compareSiblings(children.get(middle), node) < 0) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            if (low < from) {
                children.remove(from);
                children.add(low, node);
            }
        }
    }

    // Step 4.

    /** Adds what changed, in the order of rule S74, {@code ofScene} before the deletions. */
    void events(List<? extends SceneEvent> ofScene, List<SceneEvent> dest) {
        depthStamp = tree.nextStamp();
        sortByDepth(created, false);
        for (TreeNode node : created) {
            node.touchStamp = 0;
            dest.add(new NodeCreated(node.id, idOf(node.parent), node.effectiveOrder()));
        }
        List<TreeNode> moved = new ArrayList<>();
        for (TreeNode node : touched) {
            if (node.touchStamp == stamp
                    && (node.parent != node.parentBefore
                            || !node.effectiveOrder().equals(node.orderBefore))) {
                moved.add(node);
            }
        }
        sortByDepth(moved, false);
        for (TreeNode node : moved) {
            dest.add(new NodeMoved(
                    node.id, idOf(node.parentBefore), idOf(node.parent), node.orderBefore, node.effectiveOrder()));
        }
        registers.sort(BY_NODE_AND_KEY);
        dest.addAll(registers);
        dest.addAll(ofScene);
        depthStamp = tree.nextStamp();
        sortByDepth(deleted, true);
        for (TreeNode node : deleted) {
            dest.add(new NodeDeleted(node.id, idOf(node == tree.recovered ? tree.root : node.parent)));
        }
    }

    private static NodeId idOf(@Nullable TreeNode node) {
        return node == null ? NodeId.ROOT : node.id;
    }

    /** By depth in the new tree, the top first; or by depth in the old tree, the deepest first. Then by id. */
    private void sortByDepth(List<TreeNode> nodes, boolean old) {
        for (TreeNode node : nodes) {
            measure(node, old);
        }
        nodes.sort((a, b) -> {
            int order = old ? Integer.compare(b.depth, a.depth) : Integer.compare(a.depth, b.depth);
            return order != 0 ? order : a.id.compareTo(b.id);
        });
    }

    private void measure(TreeNode start, boolean old) {
        int steps = 0;
        int known = 0;
        for (TreeNode node = start; node != null; node = above(node, old)) {
            if (node.depthStamp == depthStamp) {
                known = node.depth;
                break;
            }
            steps++;
        }
        for (TreeNode node = start; node != null && node.depthStamp != depthStamp; node = above(node, old)) {
            node.depthStamp = depthStamp;
            node.depth = known + steps;
            steps--;
        }
    }

    private @Nullable TreeNode above(TreeNode node, boolean old) {
        if (node == tree.recovered) {
            return tree.root;
        }
        return old && node.touchStamp == stamp ? node.parentBefore : node.parent;
    }
}
