package dev.diorama.scene.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user means. Each is validated whole, then written in one transaction that touches only what changed. */
public sealed interface SceneEdit {

    /** Adds a node as the last child of its parent. */
    record AddNode(
            NodeId id,
            NodeId parent,
            NodeKind kind,
            @Nullable Primitive primitive,
            String name,
            Transform transform) implements SceneEdit {}

    /** Deletes the nodes and everything below them. */
    record DeleteNodes(List<NodeId> ids) implements SceneEdit {

        /** Copies the list. */
        public DeleteNodes {
            ids = List.copyOf(ids);
        }
    }

    /**
     * Moves a node with everything below it; the local transform stays.
     *
     * @param index place among the new parent's other children, the moved node not counted; more than there are means last
     */
    record MoveNode(NodeId id, NodeId newParent, int index) implements SceneEdit {}

    /**
     * Copies a node with everything below it; the copy stands right behind the original. Unknown registers are copied too, shared types
     * inside nodes are not.
     *
     * @param newIds ids for the copies, in the order of {@link SceneView#subtree}
     */
    record Duplicate(NodeId id, List<NodeId> newIds) implements SceneEdit {

        /** Copies the list. */
        public Duplicate {
            newIds = List.copyOf(newIds);
        }
    }

    /** Renames a node. */
    record SetName(NodeId id, String name) implements SceneEdit {}

    /** Sets local transforms; the lists belong together item by item. */
    record SetTransform(List<NodeId> ids, List<Transform> transforms) implements SceneEdit {

        /** Copies the lists. */
        public SetTransform {
            ids = List.copyOf(ids);
            transforms = List.copyOf(transforms);
        }

        /** For one node. */
        public SetTransform(NodeId id, Transform transform) {
            this(List.of(id), List.of(transform));
        }
    }

    /**
     * Sets a parameter of a mesh's primitive.
     *
     * @param parameter name without the {@code g.}: radius, width, height, depth
     */
    record SetGeometryParameter(NodeId id, String parameter, float value) implements SceneEdit {}

    /**
     * Sets a node's flags.
     *
     * @param flags bits, see {@link SceneNode#HIDDEN} and {@link SceneNode#LOCKED}
     */
    record SetFlags(NodeId id, int flags) implements SceneEdit {}

    /** Sets the scene's background. */
    record SetBackground(Rgb color) implements SceneEdit {

        /** From components in linear light, 0 to 1. */
        public SetBackground(float r, float g, float b) {
            this(new Rgb(r, g, b));
        }
    }

    /** Renames the scene. */
    record SetSceneName(String name) implements SceneEdit {}
}
