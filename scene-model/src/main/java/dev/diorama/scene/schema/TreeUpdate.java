package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.YMap;
import dev.diorama.scene.lib0.Lists;
import dev.diorama.scene.schema.SceneEvent.NodeCreated;
import dev.diorama.scene.schema.SceneEvent.NodeDeleted;
import dev.diorama.scene.schema.SceneEvent.NodeMoved;
import dev.diorama.scene.schema.SceneEvent.RegisterChanged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/*
 * From "these nodes' maps changed" to the new tree, in three steps:
 *
 *   1. read the maps again and compare with what they said before;
 *   2. if edges changed, find the new parents: along the strongest edges if all nodes concerned reach the root that way and nothing
 *      changed that decides where lost nodes hang, else by the full resolution;
 *   3. mend the lists of children of the parents concerned.
 *
 * Each step costs no more than the nodes it concerns, the way from them to the root and a logarithm of their siblings, save the full
 * resolution. The three steps can run several times in one transaction; every node remembers how it was before the first, and from
 * that come the events.
 */
/** The changes of one transaction: rules S58 and S74 to S77. */
final class TreeUpdate {

    private static final Comparator<TreeNode> BY_ID = Comparator.comparing(node -> node.id);

    private final SceneTree tree;

    /** Of the whole update; marks nodes that remember how they were before. */
    private final int stamp;

    private final boolean recoveredBefore;
    private final List<TreeNode> created = new ArrayList<>();
    private final Map<String, TreeNode> deleted = new LinkedHashMap<>();
    private final List<TreeNode> touched = new ArrayList<>();
    private final List<TreeNode> rewritten = new ArrayList<>();

    // Of one run.
    private final List<TreeNode> newEdges = new ArrayList<>();
    private final List<TreeNode> newPlaces = new ArrayList<>();
    private final List<TreeNode> lists = new ArrayList<>();
    private int run;
    private boolean resolve;
    private int depthStamp;

    TreeUpdate(SceneTree tree) {
        this.tree = tree;
        stamp = tree.nextStamp();
        recoveredBefore = tree.recovered.parent != null;
    }

    /** Reads the nodes of these ids again and puts the tree right. */
    void run(Collection<String> ids) {
        run = tree.nextStamp();
        resolve = false;
        newEdges.clear();
        newPlaces.clear();
        for (String id : ids) {
            read(id);
        }
        if (!newEdges.isEmpty() || !newPlaces.isEmpty()) {
            adoptOrphans();
            if (resolve || !newEdges.isEmpty()) {
                if (!resolve && followStrongest()) {
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
        resolve |= tree.wanted.contains(id);
        TreeNode node = deleted.remove(id);
        if (node != null) {
            // Deleted and made anew in one transaction, which is as if its map had been replaced.
            node.removed = false;
            tree.nodes.put(id, node);
            readAgain(node, map);
            edgesChanged(node);
            return;
        }
        node = new TreeNode(new NodeId(id));
        node.read(map, tree.reader);
        node.createdStamp = stamp;
        tree.nodes.put(id, node);
        created.add(node);
        edgesChanged(node);
    }

    private void delete(TreeNode node) {
        touch(node, node.effectiveOrder());
        tree.nodes.remove(node.id.value());
        node.removed = true;
        node.map = null;
        resolve |= node.lost || tree.wanted.contains(node.id.value());
        if (node.createdStamp != stamp) {
            deleted.put(node.id.value(), node);
        }
    }

    private void readAgain(TreeNode node, YMap map) {
        Registers before = node.registers;
        String order = node.order;
        String effectiveOrder = node.effectiveOrder();
        boolean newEdge = node.read(map, tree.reader);
        if (node.registersStamp != stamp && node.createdStamp != stamp) {
            node.registersStamp = stamp;
            node.registersBefore = before;
            rewritten.add(node);
        }
        if (newEdge) {
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
                for (TreeNode child = ChildTree.first(parent); child != null; child = ChildTree.next(child)) {
                    if (!child.removed) {
                        edgesChanged(child);
                    }
                }
            }
        }
    }

    /**
     * Whether the strongest edges of the nodes with new edges lead to the root, past nodes that are not lost; then their targets are set.
     * What is lost elsewhere stays as it is, since its attachment depends on the edges of lost nodes and on which nodes are not lost.
     */
    private boolean followStrongest() {
        for (TreeNode node : newEdges) {
            if (node.lost) {
                return false;
            }
            String parent = node.strongestParent();
            node.target = parent == null ? null : parent.isEmpty() ? tree.root : tree.nodes.get(parent);
        }
        for (TreeNode start : newEdges) {
            for (TreeNode node = start; node != tree.root; ) {
                tree.steps++;
                if (node == null || node == tree.recovered || node.lost) {
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
        List<TreeNode> lost = new SceneRepair(tree.nodes, tree.root, tree.nextStamp()).resolve(tree.recovered);
        tree.lost = lost.size();
        tree.wanted.clear();
        for (TreeNode node : lost) {
            Collections.addAll(tree.wanted, node.edgeParents);
        }
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
        for (TreeNode node : newPlaces) {
            TreeNode parent = node.listedUnder;
            if (parent != null) {
                node.listedUnder = null;
                tree.children.remove(parent, node);
            }
        }
        int phase = tree.nextStamp();
        for (TreeNode node : newPlaces) {
            TreeNode parent = node.parent;
            if (parent != null && !node.removed) {
                if (parent.listStamp != phase) {
                    parent.listStamp = phase;
                    parent.added = 0;
                    parent.firstAdded = null;
                    lists.add(parent);
                }
                node.listedUnder = parent;
                node.nextAdded = parent.firstAdded;
                parent.firstAdded = node;
                parent.added++;
            }
        }
        for (TreeNode parent : lists) {
            addChildren(parent);
        }
        lists.clear();
        showRecovered();
    }

    /** One by one, or all anew if they are many. */
    private void addChildren(TreeNode parent) {
        boolean anew = parent.added > 16 && parent.added > ChildTree.size(parent) / 16;
        List<TreeNode> all = anew ? ChildTree.list(parent) : List.of();
        TreeNode node = parent.firstAdded;
        parent.firstAdded = null;
        while (node != null) {
            TreeNode next = node.nextAdded;
            node.nextAdded = null;
            if (anew) {
                all.add(node);
            } else {
                tree.children.add(parent, node);
            }
            node = next;
        }
        if (anew) {
            all.sort(tree::compareSiblings);
            tree.children.build(parent, all);
        }
    }

    private void showRecovered() {
        TreeNode recovered = tree.recovered;
        boolean show = recovered.topChild != null;
        if (show && recovered.parent == null) {
            recovered.parent = tree.root;
            recovered.listedUnder = tree.root;
            tree.children.add(tree.root, recovered);
        } else if (!show && recovered.parent != null) {
            recovered.parent = null;
            recovered.listedUnder = null;
            tree.children.remove(tree.root, recovered);
        }
    }

    // Events.

    /** Adds what changed, in the order of rule S74, {@code ofScene} before the deletions. */
    void events(List<? extends SceneEvent> ofScene, List<SceneEvent> dest) {
        boolean recovered = tree.recovered.parent != null;
        if (recovered && !recoveredBefore) {
            created.add(tree.recovered);
        } else if (!recovered && recoveredBefore) {
            deleted.put(tree.recovered.id.value(), tree.recovered);
        }
        Lists.removeIf(created, node -> node.removed);
        Lists.removeIf(
                touched,
                node -> node.removed
                        || node.createdStamp == stamp
                        || (node.parent == node.parentBefore
                                && node.effectiveOrder().equals(node.orderBefore)));
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
        List<TreeNode> gone = new ArrayList<>(deleted.values());
        sortByDepth(gone, true);
        for (TreeNode node : gone) {
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
            tree.steps++;
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
