package dev.diorama.engine.scene;

import dev.diorama.scene.schema.NodeId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which node is in which slot, and the slots' links. Slot 0 is the root; freed slots are used again. */
final class NodeTree {
    static final int ROOT = 0;
    static final int NONE = -1;

    private final Map<NodeId, Integer> slots = new HashMap<>();
    private @Nullable NodeId[] ids = new @Nullable NodeId[64];
    private int[] parent = new int[64];
    private int[] firstChild = new int[64];
    private int[] nextSibling = new int[64];
    private int[] previousSibling = new int[64];
    private int[] free = new int[64];
    private int freeCount;
    private int used;
    private int changes;

    NodeTree() {
        clear();
    }

    void clear() {
        changes++;
        slots.clear();
        Arrays.fill(ids, null);
        freeCount = 0;
        used = 1;
        ids[ROOT] = NodeId.ROOT;
        slots.put(NodeId.ROOT, ROOT);
        parent[ROOT] = NONE;
        firstChild[ROOT] = NONE;
        nextSibling[ROOT] = NONE;
        previousSibling[ROOT] = NONE;
    }

    /** How many slots arrays by slot must have. */
    int capacity() {
        return ids.length;
    }

    /** All slots in use are below this. */
    int end() {
        return used;
    }

    /** Another number whenever a node has come or gone; never negative within any session. */
    int changes() {
        return changes;
    }

    int slot(NodeId id) {
        Integer slot = slots.get(id);
        return slot == null ? NONE : slot;
    }

    @Nullable NodeId id(int slot) {
        return slot >= 0 && slot < used ? ids[slot] : null;
    }

    int parent(int slot) {
        return parent[slot];
    }

    /** By slot: the first of those that hang directly below it, or NONE; for who walks through many. */
    int[] firstChildren() {
        return firstChild;
    }

    /** By slot: the next one below the same parent, or NONE. */
    int[] nextSiblings() {
        return nextSibling;
    }

    int add(NodeId id, int under) {
        int slot = freeCount > 0 ? free[--freeCount] : used++;
        if (slot == ids.length) {
            grow();
        }
        ids[slot] = id;
        changes++;
        slots.put(id, slot);
        firstChild[slot] = NONE;
        link(slot, under);
        return slot;
    }

    /** Takes out one slot without children. */
    void remove(int slot) {
        unlink(slot);
        changes++;
        NodeId id = ids[slot];
        if (id != null) {
            slots.remove(id);
        }
        ids[slot] = null;
        if (freeCount == free.length) {
            free = Arrays.copyOf(free, 2 * freeCount);
        }
        free[freeCount++] = slot;
    }

    void move(int slot, int under) {
        unlink(slot);
        link(slot, under);
    }

    /** Whether {@code slot} is {@code top} or below it. */
    boolean isWithin(int slot, int top) {
        int at = slot;
        while (at != NONE && at != top) {
            at = parent[at];
        }
        return at == top;
    }

    /** The next slot of a walk through everything below {@code top}, parents first; NONE at its end. */
    int next(int slot, int top) {
        if (firstChild[slot] != NONE) {
            return firstChild[slot];
        }
        int at = slot;
        while (at != top) {
            if (nextSibling[at] != NONE) {
                return nextSibling[at];
            }
            at = parent[at];
        }
        return NONE;
    }

    /** The first slot below {@code top} whose children are all gone, for taking a subtree apart; {@code top} itself at last. */
    int deepest(int top) {
        int at = top;
        while (firstChild[at] != NONE) {
            at = firstChild[at];
        }
        return at;
    }

    private void link(int slot, int under) {
        parent[slot] = under;
        previousSibling[slot] = NONE;
        nextSibling[slot] = firstChild[under];
        if (firstChild[under] != NONE) {
            previousSibling[firstChild[under]] = slot;
        }
        firstChild[under] = slot;
    }

    private void unlink(int slot) {
        int before = previousSibling[slot];
        int after = nextSibling[slot];
        if (before == NONE) {
            firstChild[parent[slot]] = after;
        } else {
            nextSibling[before] = after;
        }
        if (after != NONE) {
            previousSibling[after] = before;
        }
    }

    private void grow() {
        int size = 2 * ids.length;
        ids = Arrays.copyOf(ids, size);
        parent = Arrays.copyOf(parent, size);
        firstChild = Arrays.copyOf(firstChild, size);
        nextSibling = Arrays.copyOf(nextSibling, size);
        previousSibling = Arrays.copyOf(previousSibling, size);
    }
}
