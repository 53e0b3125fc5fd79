package dev.diorama.scene.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/*
 * Parent edges with counters: Evan Wallace, "CRDT: Mutable Tree Hierarchy" (2022).
 *
 * A node keeps the edges of its earlier parents. As long as everybody's strongest edges lead to the root they are the tree. Two
 * concurrent moves can close a cycle, and a concurrent deletion can take a parent away; the nodes cut off by that are lost. They are
 * attached again one by one by the strongest edge that leads from a lost node into the tree, as Prim's algorithm grows a
 * spanning tree; each node attached can be the parent of the next. What no edge connects hangs under Recovered.
 */
/** The full resolution of the tree, a pure function of all nodes' edges: rules S53 to S55. */
final class SceneRepair {

    private final Map<String, TreeNode> nodes;
    private final TreeNode root;
    private final int stamp;

    /**
     * A resolution.
     *
     * @param stamp a number that no earlier resolution used
     */
    SceneRepair(Map<String, TreeNode> nodes, TreeNode root, int stamp) {
        this.nodes = nodes;
        this.root = root;
        this.stamp = stamp;
    }

    /**
     * Writes every node's parent to {@link TreeNode#target}.
     *
     * @param recovered parent of those that cannot be attached
     * @return the nodes that were lost, attached again or not
     */
    List<TreeNode> resolve(TreeNode recovered) {
        Collection<TreeNode> all = nodes.values();
        for (TreeNode node : all) {
            node.target = find(node.strongestParent());
        }
        List<TreeNode> lost = new ArrayList<>();
        for (TreeNode node : all) {
            node.lost = !reaches(node);
            if (node.lost) {
                lost.add(node);
            }
        }
        if (!lost.isEmpty()) {
            attach(lost);
            for (TreeNode node : lost) {
                if (!node.reaches) {
                    node.target = recovered;
                }
            }
        }
        return lost;
    }

    private @Nullable TreeNode find(@Nullable String id) {
        if (id == null) {
            return null;
        }
        return id.isEmpty() ? root : nodes.get(id);
    }

    /** Follows the targets up to the root, to a dead end, or to where an earlier walk has been. */
    private boolean reaches(TreeNode start) {
        boolean result = false;
        TreeNode node = start;
        while (node != null) {
            if (node == root) {
                result = true;
                break;
            }
            if (node.reachStamp == stamp) {
                // Of an earlier walk, or of this one, which then goes round in a circle and is false so far.
                result = node.reaches;
                break;
            }
            node.reachStamp = stamp;
            node.reaches = false;
            node = node.target;
        }
        if (result) {
            for (TreeNode on = start; on != node && on != null; on = on.target) {
                on.reaches = true;
            }
        }
        return result;
    }

    private void attach(List<TreeNode> lost) {
        PriorityQueue<Edge> ready = new PriorityQueue<>();
        Map<TreeNode, List<Edge>> waiting = new HashMap<>();
        for (TreeNode node : lost) {
            for (int i = 0; i < node.edgeParents.length; i++) {
                TreeNode parent = find(node.edgeParents[i]);
                if (parent == null) {
                    continue;
                }
                Edge edge = new Edge(node.edgeCounters[i], parent, node);
                if (parent == root || parent.reaches) {
                    ready.add(edge);
                } else {
                    waiting.computeIfAbsent(parent, p -> new ArrayList<>()).add(edge);
                }
            }
        }
        for (Edge edge = ready.poll(); edge != null; edge = ready.poll()) {
            TreeNode node = edge.node;
            if (!node.reaches) {
                node.reaches = true;
                node.target = edge.parent;
                List<Edge> next = waiting.remove(node);
                if (next != null) {
                    ready.addAll(next);
                }
            }
        }
    }

    /** An edge of a lost node; the strongest comes first. */
    private record Edge(long counter, TreeNode parent, TreeNode node) implements Comparable<Edge> {

        @Override
        public int compareTo(Edge other) {
            int order = Long.compare(other.counter, counter);
            if (order == 0) {
                order = other.parent.id.compareTo(parent.id);
            }
            return order != 0 ? order : other.node.id.compareTo(node.id);
        }
    }
}
