package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.StepName.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a user means. Each is validated whole, then written in one transaction that touches only what changed.
 *
 * <p>Each edit plans its own writes, so that a program that never makes one doesn't carry its code.
 */
public sealed interface SceneEdit
        permits SceneEdit.AddNode,
                SceneEdit.DeleteNodes,
                SceneEdit.MoveNode,
                SceneEdit.MoveNodes,
                SceneEdit.Group,
                SceneEdit.Ungroup,
                SceneEdit.Duplicate,
                SceneEdit.Insert,
                SceneEdit.SetName,
                SceneEdit.SetTransform,
                SceneEdit.SetGeometryParameter,
                SceneEdit.SetFlags,
                SceneEdit.SetFlag,
                SceneEdit.SetLight,
                SceneEdit.SetCamera,
                SceneEdit.SetBackground,
                SceneEdit.SetSceneName,
                MaterialEdit,
                CommentEdit,
                RegisterEdit,
                ReplayedEdit {

    /** Checks the edit and says what it writes; called by {@link SceneDoc#apply} alone. */
    void plan(EditPlan plan) throws InvalidEditException;

    /** What undo calls this, before it is done. */
    StepName stepName(SceneView view);

    /** Whether this can be undone. */
    default boolean isStep() {
        return true;
    }

    /** The name of doing something to nodes of a scene. */
    static StepName nameOf(Action action, SceneView view, List<NodeId> ids) {
        NodeId first = ids.isEmpty() ? NodeId.ROOT : ids.get(0);
        String name = view.contains(first) ? view.node(first).name() : "nothing";
        return new StepName(action, name, Math.max(1, ids.size()));
    }

    /** Adds a node as the last child of its parent. */
    record AddNode(
            NodeId id,
            NodeId parent,
            NodeKind kind,
            @Nullable Primitive primitive,
            String name,
            Transform transform) implements SceneEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            TreeEdits.add(plan, this);
        }

        @Override
        public StepName stepName(SceneView view) {
            return new StepName(Action.ADD, name, 1);
        }
    }

    /** Deletes the nodes and everything below them. */
    record DeleteNodes(List<NodeId> ids) implements SceneEdit {

        /** Copies the list. */
        public DeleteNodes {
            ids = List.copyOf(ids);
        }

        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            TreeEdits.delete(plan, ids);
        }

        @Override
        public StepName stepName(SceneView view) {
            return nameOf(Action.DELETE, view, ids);
        }
    }

    /**
     * Moves a node with everything below it; the local transform stays.
     *
     * @param index place among the new parent's other children, the moved node not counted; more than there are means last
     */
    record MoveNode(NodeId id, NodeId newParent, int index) implements SceneEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            TreeEdits.move(plan, List.of(id), newParent, index, false);
        }

        @Override
        public StepName stepName(SceneView view) {
            return nameOf(Action.REPARENT, view, List.of(id));
        }
    }

    /**
     * Moves nodes with everything below them; nodes below others of the list go with those.
     *
     * @param index place among the new parent's other children, the moved ones not counted; more than there are means last
     * @param keepWorld whether they stay where they are in the world; see {@link WorldPlacement} for what cannot
     */
    record MoveNodes(List<NodeId> ids, NodeId newParent, int index, boolean keepWorld) implements SceneEdit {

        /** Copies the list. */
        public MoveNodes {
            ids = List.copyOf(ids);
        }

        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            TreeEdits.move(plan, ids, newParent, index, keepWorld);
        }

        @Override
        public StepName stepName(SceneView view) {
            return nameOf(Action.REPARENT, view, ids);
        }
    }

    /** Puts nodes into a new group, which stands where the first of them stood, below their nearest common parent. */
    record Group(List<NodeId> ids, NodeId group, String name) implements SceneEdit {

        /** Copies the list. */
        public Group {
            ids = List.copyOf(ids);
        }

        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            TreeEdits.group(plan, ids, group, name);
        }

        @Override
        public StepName stepName(SceneView view) {
            return nameOf(Action.GROUP, view, ids);
        }
    }

    /** Puts what is in groups in their place, and deletes the groups; everything stays where it is in the world. */
    record Ungroup(List<NodeId> ids) implements SceneEdit {

        /** Copies the list. */
        public Ungroup {
            ids = List.copyOf(ids);
        }

        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            TreeEdits.ungroup(plan, ids);
        }

        @Override
        public StepName stepName(SceneView view) {
            return nameOf(Action.UNGROUP, view, ids);
        }
    }

    /**
     * Copies nodes with everything below them; each copy stands right behind its original. Unknown registers are copied too, shared
     * types inside nodes are not.
     *
     * @param ids nodes; those below others of the list are copied with these
     * @param newIds ids for the copies, in the order of {@link SceneView#subtree} of one after another
     */
    record Duplicate(List<NodeId> ids, List<NodeId> newIds) implements SceneEdit {

        /** Copies the lists. */
        public Duplicate {
            ids = List.copyOf(ids);
            newIds = List.copyOf(newIds);
        }

        /** Of one node. */
        public Duplicate(NodeId id, List<NodeId> newIds) {
            this(List.of(id), newIds);
        }

        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            TreeEdits.duplicate(plan, ids, newIds);
        }

        @Override
        public StepName stepName(SceneView view) {
            return nameOf(Action.DUPLICATE, view, ids);
        }
    }

    /**
     * Puts nodes into the scene: what was copied, or a batch that is imported. Materials and assets that the scene has already are
     * left as they are.
     *
     * @param index place among the parent's children; more than there are means last
     * @param newIds ids for the nodes, in their order
     * @param inWorld whether the nodes at the top stand where they say in the world, instead of below the parent
     * @param imported what to call the step
     */
    record Insert(Fragment fragment, NodeId parent, int index, List<NodeId> newIds, boolean inWorld, boolean imported)
            implements SceneEdit {

        /** Copies the list. */
        public Insert {
            newIds = List.copyOf(newIds);
        }

        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            TreeEdits.insert(plan, fragment, parent, index, newIds, inWorld);
        }

        @Override
        public StepName stepName(SceneView view) {
            return new StepName(
                    imported ? Action.IMPORT : Action.PASTE, fragment.name(), Math.max(1, fragment.children(-1)));
        }
    }

    /** Renames a node. */
    record SetName(NodeId id, String name) implements SceneEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            NodeEdits.rename(plan, id, name);
        }

        @Override
        public StepName stepName(SceneView view) {
            return nameOf(Action.RENAME, view, List.of(id));
        }
    }

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

        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            NodeEdits.setTransform(plan, this);
        }

        @Override
        public StepName stepName(SceneView view) {
            return nameOf(Action.MOVE, view, ids);
        }
    }

    /**
     * Sets a parameter of a mesh's primitive.
     *
     * @param parameter one of {@link Primitive#parameters}
     */
    record SetGeometryParameter(NodeId id, String parameter, float value) implements SceneEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            NodeEdits.setParameter(plan, this);
        }

        @Override
        public StepName stepName(SceneView view) {
            return nameOf(Action.CHANGE, view, List.of(id));
        }
    }

    /**
     * Sets a node's flags.
     *
     * @param flags bits, see {@link SceneNode#HIDDEN} and {@link SceneNode#LOCKED}
     */
    record SetFlags(NodeId id, int flags) implements SceneEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            NodeEdits.setFlags(plan, id, flags);
        }

        @Override
        public StepName stepName(SceneView view) {
            return nameOf(Action.CHANGE, view, List.of(id));
        }
    }

    /**
     * Sets or clears one flag of nodes: hides or shows, locks or unlocks them.
     *
     * @param flag bit, see {@link SceneNode#HIDDEN} and {@link SceneNode#LOCKED}
     */
    record SetFlag(List<NodeId> ids, int flag, boolean on) implements SceneEdit {

        /** Copies the list. */
        public SetFlag {
            ids = List.copyOf(ids);
        }

        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            NodeEdits.setFlag(plan, ids, flag, on);
        }

        @Override
        public StepName stepName(SceneView view) {
            Action action = flag == SceneNode.HIDDEN
                    ? on ? Action.HIDE : Action.SHOW
                    : flag == SceneNode.LOCKED ? on ? Action.LOCK : Action.UNLOCK : Action.CHANGE;
            return nameOf(action, view, ids);
        }
    }

    /** Says how a light shines. */
    record SetLight(NodeId id, Light light) implements SceneEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            NodeEdits.setLight(plan, id, light);
        }

        @Override
        public StepName stepName(SceneView view) {
            return nameOf(Action.CHANGE, view, List.of(id));
        }
    }

    /** Says what a camera sees. */
    record SetCamera(NodeId id, Camera camera) implements SceneEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            NodeEdits.setCamera(plan, id, camera);
        }

        @Override
        public StepName stepName(SceneView view) {
            return nameOf(Action.CHANGE, view, List.of(id));
        }
    }

    /** Sets the scene's background. */
    record SetBackground(Rgb color) implements SceneEdit {

        /** From components in linear light, 0 to 1. */
        public SetBackground(float r, float g, float b) {
            this(new Rgb(r, g, b));
        }

        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            Rgb checked = EditRules.color(color);
            plan.setMeta(SchemaKeys.META_BACKGROUND, AnyValue.of(checked.r(), checked.g(), checked.b()));
        }

        @Override
        public StepName stepName(SceneView view) {
            return new StepName(Action.CHANGE, "background", 1);
        }
    }

    /** Renames the scene. */
    record SetSceneName(String name) implements SceneEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            plan.setMeta(SchemaKeys.META_NAME, AnyValue.of(EditRules.name(name)));
        }

        @Override
        public StepName stepName(SceneView view) {
            return new StepName(Action.RENAME, "scene", 1);
        }
    }
}
