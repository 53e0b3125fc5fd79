package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.Lists;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Finds order keys for places among siblings, whatever keys those have: rule S61. */
final class Siblings {

    private final SceneTree tree;
    private final RandomSource random;

    Siblings(SceneTree tree, RandomSource random) {
        this.tree = tree;
        this.random = random;
    }

    /** Whether the node stands at that index among its siblings, itself not counted. */
    boolean isAt(TreeNode node, int index) {
        TreeNode parent = node.parent;
        return parent != null && tree.children.indexOf(node) == Math.min(index, size(parent) - 1);
    }

    /** Number of children, Recovered not counted. */
    private int size(TreeNode parent) {
        return ChildTree.size(parent) - (tree.recovered.parent == parent ? 1 : 0);
    }

    /** Keys for the children of a node that has none. */
    List<String> fresh(int count) {
        List<String> keys = OrderKey.between(null, null, count, random);
        if (keys == null) {
            throw new IllegalStateException("too many children: count=" + count);
        }
        return keys;
    }

    /**
     * Places side by side among a parent's children.
     *
     * @param moving nodes that aren't counted as children, because they are the ones that move
     * @param index more than there are means last
     */
    Places places(TreeNode parent, List<TreeNode> moving, int index, int count) {
        Others others = new Others(parent, moving);
        int size = others.size;
        int at = Math.min(index, size);
        int low = at;
        int high = at;
        for (int step = 1; ; step *= 2) {
            String left = low == 0 ? null : others.get(low - 1).order;
            String right = high == size ? null : others.get(high).order;
            boolean leftFits = left == null || left.isEmpty() || OrderKey.isValid(left);
            boolean rightFits = right == null || OrderKey.isValid(right);
            if (leftFits && rightFits) {
                String after = left == null || left.isEmpty() ? null : left;
                List<String> keys = OrderKey.between(after, right, high - low + count, random);
                if (keys != null) {
                    return places(others, low, at, high, keys, count);
                }
            }
            if (!leftFits || rightFits) {
                low = Math.max(0, low - step);
            }
            if (!rightFits || leftFits) {
                high = Math.min(size, high + step);
            }
        }
    }

    private static Places places(Others others, int low, int at, int high, List<String> keys, int count) {
        List<String> orders = Lists.part(keys, at - low, at - low + count);
        List<String> moved = Lists.part(keys, 0, at - low);
        moved.addAll(Lists.part(keys, at - low + count, keys.size()));
        List<TreeNode> nodes = new ArrayList<>(high - low);
        for (int i = low; i < high; i++) {
            nodes.add(others.get(i));
        }
        return new Places(orders, nodes, moved);
    }

    /** A parent's children without some of them. */
    private final class Others {
        final TreeNode parent;
        final int size;

        /** Indexes of those that are left out. */
        private final TreeSet<Integer> gaps = new TreeSet<>();

        Others(TreeNode parent, List<TreeNode> without) {
            this.parent = parent;
            Set<TreeNode> all = new HashSet<>(without);
            for (TreeNode node : all) {
                if (node.parent == parent) {
                    gaps.add(tree.children.indexOf(node));
                }
            }
            size = Siblings.this.size(parent) - gaps.size();
        }

        TreeNode get(int index) {
            int at = index;
            for (int gap : gaps) {
                if (gap > at) {
                    break;
                }
                at++;
            }
            return ChildTree.get(parent, at);
        }
    }

    /**
     * Where nodes go.
     *
     * @param orders their keys, ascending
     * @param moved siblings that need new keys, mostly none
     * @param movedOrders their keys
     */
    record Places(List<String> orders, List<TreeNode> moved, List<String> movedOrders) {

        /** The key of the first. */
        String order() {
            return orders.get(0);
        }
    }
}
