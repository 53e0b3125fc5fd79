package dev.diorama.scene.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        if (parent == null) {
            return false;
        }
        int others = parent.children.size() - 1 - (tree.recovered.parent == parent ? 1 : 0);
        return parent.children.indexOf(node) == Math.min(index, others);
    }

    /**
     * A place among a parent's children.
     *
     * @param moving a child that isn't counted, because it is the one that moves
     * @param index more than there are means last
     */
    Place place(TreeNode parent, @Nullable TreeNode moving, int index) {
        List<TreeNode> list = parent.children;
        int size = list.size() - (tree.recovered.parent == parent ? 1 : 0);
        if (moving != null && moving.parent == parent) {
            list = new ArrayList<>(list.subList(0, size));
            list.remove(moving);
            size--;
        }
        int at = Math.min(index, size);
        int low = at;
        int high = at;
        for (int step = 1; ; step *= 2) {
            String left = low == 0 ? "" : list.get(low - 1).order;
            String right = high == size ? "" : list.get(high).order;
            boolean leftFits = left.isEmpty() || OrderKey.isValid(left);
            boolean rightFits = high == size || OrderKey.isValid(right);
            List<String> keys = leftFits && rightFits
                    ? OrderKey.between(
                            left.isEmpty() ? null : left, high == size ? null : right, high - low + 1, random)
                    : null;
            if (keys != null) {
                List<TreeNode> moved = new ArrayList<>(list.subList(low, high));
                String order = keys.remove(at - low);
                return new Place(order, moved, keys);
            }
            if (!leftFits || rightFits) {
                low = Math.max(0, low - step);
            }
            if (!rightFits || leftFits) {
                high = Math.min(size, high + step);
            }
        }
    }

    /**
     * Where a node goes.
     *
     * @param order its key
     * @param moved siblings that need new keys, mostly none
     * @param orders their keys
     */
    record Place(String order, List<TreeNode> moved, List<String> orders) {}
}
