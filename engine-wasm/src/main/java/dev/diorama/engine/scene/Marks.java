package dev.diorama.engine.scene;

import java.util.Arrays;

/** The slots that have to be brought up to date with everything below them. */
final class Marks {
    private boolean[] marked = new boolean[0];
    private int[] slots = new int[0];
    private int count;
    /** By slot: the round that looked above it, negative if something marked was there. */
    private int[] lookedAbove = new int[0];

    private int round;

    void reserve(int capacity) {
        marked = Arrays.copyOf(marked, capacity);
        slots = Arrays.copyOf(slots, capacity);
        lookedAbove = Arrays.copyOf(lookedAbove, capacity);
    }

    void add(int slot) {
        if (!marked[slot]) {
            marked[slot] = true;
            slots[count++] = slot;
        }
    }

    boolean has(int slot) {
        return marked[slot];
    }

    int count() {
        return count;
    }

    /** The slot of a mark, from 0. */
    int slot(int mark) {
        return slots[mark];
    }

    /** Nothing is marked any more. */
    void clear() {
        for (int i = 0; i < count; i++) {
            marked[slots[i]] = false;
        }
        count = 0;
    }

    /**
     * Whether nothing below a marked slot is marked or displaced itself: then all there goes the way of what is above it. From here on
     * {@link #isAbove} answers for the marks and the tree of this moment.
     */
    boolean areApart(NodeTree tree, Previews previews) {
        round++;
        for (int i = 0; i < count; i++) {
            if (tree.id(slots[i]) == null || isAbove(slots[i], tree)) {
                return false;
            }
        }
        for (int index = previews.count() - 1; index >= 0; index--) {
            for (int slot : previews.slots(index, tree)) {
                if (!marked[slot] && isAbove(slot, tree)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether something above a slot is marked. Remembers the answer on the way up, so that a round looks at each slot once. */
    boolean isAbove(int slot, NodeTree tree) {
        int at = tree.parent(slot);
        while (at != NodeTree.NONE && !marked[at] && Math.abs(lookedAbove[at]) != round) {
            at = tree.parent(at);
        }
        boolean found = at != NodeTree.NONE && (marked[at] || lookedAbove[at] < 0);
        int stop = at;
        for (at = tree.parent(slot); at != stop; at = tree.parent(at)) {
            lookedAbove[at] = found ? -round : round;
        }
        return found;
    }
}
