package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import org.jspecify.annotations.Nullable;

/** One change of the view. The list of a transaction, applied in order, turns any copy of the view into the new one. */
public sealed interface SceneEvent {

    /**
     * A node appeared; its values are read from the view.
     *
     * @param order its order among the parent's children, see {@link NodeMoved}
     */
    record NodeCreated(NodeId node, NodeId parent, String order) implements SceneEvent {}

    /** A node disappeared; its children were deleted or moved before. */
    record NodeDeleted(NodeId node, NodeId parent) implements SceneEvent {}

    /**
     * A node has another parent or another place among its siblings.
     *
     * <p>Siblings are sorted by (order, id), by UTF-16 code unit; the Recovered group is the last child of the root, and its own
     * children all have the order {@code ""}.
     */
    record NodeMoved(NodeId node, NodeId oldParent, NodeId newParent, String oldOrder, String newOrder)
            implements SceneEvent {}

    /**
     * A register of a node has another value.
     *
     * @param key as in the document: {@code p}, {@code g.radius}, ...
     * @param oldValue null if there was none
     * @param newValue null if there is none any more
     */
    record RegisterChanged(
            NodeId node,
            String key,
            @Nullable AnyValue oldValue,
            @Nullable AnyValue newValue) implements SceneEvent {}

    /** A register of the scene itself ({@code meta}) has another value. */
    record SceneChanged(
            String key,
            @Nullable AnyValue oldValue,
            @Nullable AnyValue newValue) implements SceneEvent {}

    /** A material, asset or comment appeared; its values are read from the view. */
    record EntryCreated(EntryKind kind, String id) implements SceneEvent {}

    /**
     * A register of a material, asset or comment has another value. A comment's text counts as a string, its replies as a list.
     *
     * @param oldValue null if there was none
     * @param newValue null if there is none any more
     */
    record EntryChanged(
            EntryKind kind,
            String id,
            String key,
            @Nullable AnyValue oldValue,
            @Nullable AnyValue newValue) implements SceneEvent {}

    /** A material, asset or comment disappeared. */
    record EntryDeleted(EntryKind kind, String id) implements SceneEvent {}
}
