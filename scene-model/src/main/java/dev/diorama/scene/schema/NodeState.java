package dev.diorama.scene.schema;

import org.jspecify.annotations.Nullable;

/**
 * A node at one moment: where it hangs in the repaired tree, and its registers as the document has them. Immutable.
 *
 * @param order its order among the parent's children, as in {@link SceneEvent.NodeMoved}
 */
record NodeState(NodeId parent, String order, Registers registers) {

    boolean samePlace(NodeState other) {
        return parent.equals(other.parent) && order.equals(other.order);
    }

    static boolean same(@Nullable NodeState a, @Nullable NodeState b) {
        if (a == null || b == null) {
            return a == null && b == null;
        }
        return a.samePlace(b) && a.registers.sameAs(b.registers);
    }
}
