package dev.diorama.scene.schema;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * The children of a node as a treap: R. Seidel, C. Aragon, "Randomized Search Trees" (1996). Sorted from left to right, a heap by random
 * priorities from top to bottom, with the size of each subtree, so that finding, adding, removing, and the way between a node and its index
 * cost O(log siblings). The links are in the nodes themselves: a leaf of the scene has no list of its own.
 */
/** The sorted children of every node of a tree. */
final class ChildTree {

    private final SceneTree tree;
    private final RandomSource priorities = RandomSource.seeded(1);

    ChildTree(SceneTree tree) {
        this.tree = tree;
    }

    static int size(TreeNode parent) {
        return weight(parent.topChild);
    }

    static @Nullable TreeNode first(TreeNode parent) {
        TreeNode top = parent.topChild;
        return top == null ? null : leftmost(top);
    }

    /** The sibling behind a node; null for the last one. */
    static @Nullable TreeNode next(TreeNode node) {
        if (node.rightChild != null) {
            return leftmost(node.rightChild);
        }
        TreeNode at = node;
        while (at.above != null && at.above.rightChild == at) {
            at = at.above;
        }
        return at.above;
    }

    private static TreeNode leftmost(TreeNode start) {
        TreeNode at = start;
        while (at.leftChild != null) {
            at = at.leftChild;
        }
        return at;
    }

    /**
     * The child at an index.
     *
     * @throws IndexOutOfBoundsException if there are not as many
     */
    static TreeNode get(TreeNode parent, int index) {
        TreeNode at = parent.topChild;
        int left = index;
        while (at != null && index >= 0) {
            int before = weight(at.leftChild);
            if (left < before) {
                at = at.leftChild;
            } else if (left == before) {
                return at;
            } else {
                left -= before + 1;
                at = at.rightChild;
            }
        }
        throw new IndexOutOfBoundsException("children: index=" + index + " size=" + size(parent));
    }

    /** The index of a node among its siblings. */
    int indexOf(TreeNode node) {
        int index = weight(node.leftChild);
        for (TreeNode at = node; at.above != null; at = at.above) {
            tree.steps++;
            if (at.above.rightChild == at) {
                index += weight(at.above.leftChild) + 1;
            }
        }
        return index;
    }

    /** All children in order. */
    static List<TreeNode> list(TreeNode parent) {
        List<TreeNode> list = new ArrayList<>(size(parent));
        for (TreeNode node = first(parent); node != null; node = next(node)) {
            list.add(node);
        }
        return list;
    }

    /** Puts a node in its place among a parent's children. */
    void add(TreeNode parent, TreeNode node) {
        node.priority = priorities.nextInt();
        node.weight = 1;
        TreeNode above = null;
        boolean left = false;
        for (TreeNode at = parent.topChild; at != null; at = left ? at.leftChild : at.rightChild) {
            tree.steps++;
            at.weight++;
            above = at;
            left = tree.compareSiblings(node, at) < 0;
        }
        node.above = above;
        if (above == null) {
            parent.topChild = node;
        } else if (left) {
            above.leftChild = node;
        } else {
            above.rightChild = node;
        }
        while (node.above != null && node.above.priority < node.priority) {
            raise(parent, node);
        }
    }

    /** Takes a node out of a parent's children. */
    void remove(TreeNode parent, TreeNode node) {
        while (node.leftChild != null || node.rightChild != null) {
            TreeNode left = node.leftChild;
            TreeNode right = node.rightChild;
            boolean raiseLeft = right == null || (left != null && left.priority > right.priority);
            TreeNode child = raiseLeft ? left : right;
            if (child != null) {
                raise(parent, child);
            }
        }
        TreeNode above = node.above;
        if (above == null) {
            parent.topChild = null;
        } else if (above.leftChild == node) {
            above.leftChild = null;
        } else {
            above.rightChild = null;
        }
        for (TreeNode at = above; at != null; at = at.above) {
            tree.steps++;
            at.weight--;
        }
        clear(node);
    }

    /** Turns a node and the one above it, so that their order stays. */
    private void raise(TreeNode parent, TreeNode node) {
        tree.steps++;
        TreeNode above = node.above;
        if (above == null) {
            return;
        }
        TreeNode top = above.above;
        if (above.leftChild == node) {
            above.leftChild = node.rightChild;
            if (node.rightChild != null) {
                node.rightChild.above = above;
            }
            node.rightChild = above;
        } else {
            above.rightChild = node.leftChild;
            if (node.leftChild != null) {
                node.leftChild.above = above;
            }
            node.leftChild = above;
        }
        above.above = node;
        node.above = top;
        if (top == null) {
            parent.topChild = node;
        } else if (top.leftChild == above) {
            top.leftChild = node;
        } else {
            top.rightChild = node;
        }
        node.weight = above.weight;
        above.weight = weight(above.leftChild) + weight(above.rightChild) + 1;
    }

    /** Makes the nodes of a sorted list the children of a parent, whatever it had before. */
    void build(TreeNode parent, List<TreeNode> sorted) {
        // The right spine is open; a node that leaves it is complete.
        TreeNode last = null;
        for (TreeNode node : sorted) {
            clear(node);
            node.priority = priorities.nextInt();
            TreeNode below = null;
            TreeNode at = last;
            while (at != null && at.priority < node.priority) {
                at.weight = weight(at.leftChild) + weight(at.rightChild) + 1;
                below = at;
                at = at.above;
            }
            node.leftChild = below;
            if (below != null) {
                below.above = node;
            }
            node.above = at;
            if (at != null) {
                at.rightChild = node;
            }
            last = node;
        }
        TreeNode top = null;
        for (TreeNode at = last; at != null; at = at.above) {
            at.weight = weight(at.leftChild) + weight(at.rightChild) + 1;
            top = at;
        }
        parent.topChild = top;
    }

    private static void clear(TreeNode node) {
        node.above = null;
        node.leftChild = null;
        node.rightChild = null;
        node.weight = 1;
    }

    private static int weight(@Nullable TreeNode node) {
        return node == null ? 0 : node.weight;
    }
}
