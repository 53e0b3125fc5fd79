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
 * From "these nodes' maps changed" to the new tree, in three steps:
 *
 *   1. read the maps again and compare with what they said before;
 *   2. if edges changed, find the new parents: along the strongest edges if all nodes concerned reach the root that way
 *      and nobody was lost before, else by the full resolution;
 *   3. mend the lists of children of the parents concerned.
 *
 * Each step costs no more than the nodes it concerns and the way from them to the root, save the full resolution. The three steps can
 * run several times in one transaction; every node remembers how it was before the first, and from that come the events.
 */
/** The changes of one transaction: rules S58 and S74 to S77. */
final class TreeUpdate {

    private static final Comparator<TreeNode> BY_ID = Comparator.comparing(node -> node.id);

    private final SceneTree tree;

    /** Of the whole update; marks nodes that remember how they were before. */
    private final int stamp;

    private final boolean recoveredBefore;
    private final List<TreeNode> created = new ArrayList<>();
    private final List<TreeNode> deleted = new ArrayList<>();
    private final List<TreeNode> touched = new ArrayList<>();
    private final List<TreeNode> rewritten = new ArrayList<>();

    // Of one run.
    private final List<TreeNode> newEdges = new ArrayList<>();
    private final List<TreeNode> newPlaces = new ArrayList<>();
    private final List<TreeNode> lists = new ArrayList<>();
    private int run;
    private int runs;
    private int depthStamp;

    TreeUpdate(SceneTree tree) {
        this.tree = tree;
        stamp = tree.nextStamp();
        recoveredBefore = tree.recovered.parent != null;
    }

    /** Reads the nodes of these ids again and puts the tree right. */
    void run(Collection<String> ids) {
        run = tree.nextStamp();
        runs++;
        newEdges.clear();
        newPlaces.clear();
        for (String id : ids) {
            read(id);
        }
        if (!newEdges.isEmpty() || !newPlaces.isEmpty()) {
            adoptOrphans();
            if (!newEdges.isEmpty()) {
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
    }

    // Step 1.

    private void read(String id) {
        YMap map = tree.source(id);
        TreeNode node = tree.nodes.get(id);
        if (map == null) {
            if (node != null) {
                delete(node);
            }
        } else if (node != null) {
            readAgain(node, map);
        } else {
            create(id, map);
        }
    }

    private void create(String id, YMap map) {
        TreeNode node = runs > 1 ? takeDeleted(id) : null;
        if (node != null) {
            // Deleted and made anew in one transaction, which is as if its map had been replaced.
            node.removed = false;
            tree.nodes.put(id, node);
            readAgain(node, map);
            edgesChanged(node);
            return;
        }
        node = new TreeNode(new NodeId(id));
        node.read(map);
        node.createdStamp = stamp;
        tree.nodes.put(id, node);
        created.add(node);
        edgesChanged(node);
    }

    private @Nullable TreeNode takeDeleted(String id) {
        for (TreeNode node : deleted) {
            if (node.id.value().equals(id)) {
                deleted.remove(node);
                return node;
            }
        }
        return null;
    }

    private void delete(TreeNode node) {
        touch(node, node.effectiveOrder());
        tree.nodes.remove(node.id.value());
        node.removed = true;
        node.map = null;
        if (node.createdStamp != stamp) {
            deleted.add(node);
        }
    }

    private void readAgain(TreeNode node, YMap map) {
        Registers before = node.registers;
        String[] parents = node.edgeParents;
        long[] counters = node.edgeCounters;
        String order = node.order;
        String effectiveOrder = node.effectiveOrder();
        node.read(map);
        if (node.registersStamp != stamp && node.createdStamp != stamp) {
            node.registersStamp = stamp;
            node.registersBefore = before;
            rewritten.add(node);
        }
        if (!node.hasEdges(parents, counters)) {
            edgesChanged(node);
        }
        if (!node.order.equals(order)) {
            touch(node, effectiveOrder);
        }
    }

    private void edgesChanged(TreeNode node) {
        if (node.edgesStamp != run) {
            node.edgesStamp = run;
            newEdges.add(node);
        }
    }

    /** Says that the node's place changes now, and remembers the place it had before the update. */
    private void touch(TreeNode node, String effectiveOrder) {
        if (node.touchStamp != stamp) {
            node.touchStamp = stamp;
            node.parentBefore = node.parent;
            node.orderBefore = effectiveOrder;
            touched.add(node);
        }
        if (node.placeStamp != run) {
            node.placeStamp = run;
            newPlaces.add(node);
        }
    }

    // Step 2.

    /** The children of deleted nodes need other parents. */
    private void adoptOrphans() {
        for (TreeNode parent : newPlaces) {
            if (parent.removed) {
                for (TreeNode child : parent.children) {
                    if (!child.removed) {
                        edgesChanged(child);
                    }
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
                if (node.reachStamp == run) {
                    if (!node.reaches) {
                        return false;
                    }
                    break;
                }
                node.reachStamp = run;
                node.reaches = false;
                node = node.edgesStamp == run ? node.target : node.parent;
            }
            for (TreeNode node = start; node != tree.root && node != null && !node.reaches; ) {
                node.reaches = true;
                node = node.edgesStamp == run ? node.target : node.parent;
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
        for (TreeNode node : newPlaces) {
            TreeNode parent = node.listedUnder;
            if (parent != null) {
                node.listedUnder = null;
                listChanged(parent, phase);
            }
        }
        for (TreeNode parent : lists) {
            parent.children.removeIf(child -> child.listedUnder == null);
        }
        lists.clear();
        phase = tree.nextStamp();
        for (TreeNode node : newPlaces) {
            TreeNode parent = node.parent;
            if (parent != null && !node.removed) {
                listChanged(parent, phase);
                node.listedUnder = parent;
                parent.children.add(node);
                parent.added++;
            }
        }
        for (TreeNode parent : lists) {
            sort(parent);
        }
        lists.clear();
        boolean show = !tree.recovered.children.isEmpty();
        if (show && tree.recovered.parent == null) {
            tree.recovered.parent = tree.root;
            tree.recovered.listedUnder = tree.root;
            tree.root.children.add(tree.recovered);
        } else if (!show && tree.recovered.parent != null) {
            tree.recovered.parent = null;
            tree.recovered.listedUnder = null;
            tree.root.children.remove(tree.recovered);
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

    // Events.

    /** Adds what changed, in the order of rule S74, {@code ofScene} before the deletions. */
    void events(List<? extends SceneEvent> ofScene, List<SceneEvent> dest) {
        boolean recovered = tree.recovered.parent != null;
        if (recovered && !recoveredBefore) {
            created.add(tree.recovered);
        } else if (!recovered && recoveredBefore) {
            deleted.add(tree.recovered);
        }
        created.removeIf(node -> node.removed);
        touched.removeIf(node -> node.removed
                || node.createdStamp == stamp
                || (node.parent == node.parentBefore && node.effectiveOrder().equals(node.orderBefore)));
        depthStamp = tree.nextStamp();
        sortByDepth(created, false);
        for (TreeNode node : created) {
            dest.add(new NodeCreated(node.id, idOf(node.parent), node.effectiveOrder()));
        }
        sortByDepth(touched, false);
        for (TreeNode node : touched) {
            dest.add(new NodeMoved(
                    node.id, idOf(node.parentBefore), idOf(node.parent), node.orderBefore, node.effectiveOrder()));
        }
        rewritten.sort(BY_ID);
        for (TreeNode node : rewritten) {
            if (!node.removed) {
                Registers.compare(
                        node.registersBefore,
                        node.registers,
                        (key, oldValue, newValue) -> dest.add(new RegisterChanged(node.id, key, oldValue, newValue)));
            }
            node.registersBefore = Registers.EMPTY;
        }
        dest.addAll(ofScene);
        depthStamp = tree.nextStamp();
        sortByDepth(deleted, true);
        for (TreeNode node : deleted) {
            dest.add(new NodeDeleted(node.id, idOf(above(node, true))));
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
