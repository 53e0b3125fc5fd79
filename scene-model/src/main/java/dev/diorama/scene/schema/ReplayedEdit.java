package dev.diorama.scene.schema;

import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.schema.InvalidEditException.Reason;
import dev.diorama.scene.schema.StepName.Action;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Edits that repeat in one document what happened in another: registers as they are, known or not. See {@link EpochOutbox}. */
sealed interface ReplayedEdit extends SceneEdit {

    @Override
    default StepName stepName(SceneView view) {
        return new StepName(Action.RESTORE, "scene", 1);
    }

    /** Makes a node with these registers at a place. */
    record Create(NodeId id, NodeId parent, String order, Map<String, AnyValue> registers) implements ReplayedEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            String newId = plan.newNodeId(id);
            plan.create(newId, plan.parent(parent).id.value(), order, registers);
        }
    }

    /** Puts a node at a place. */
    record Place(NodeId id, NodeId parent, String order) implements ReplayedEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            TreeNode node = plan.real(id);
            TreeNode above = plan.parent(parent);
            for (TreeNode at = above; at != null; at = at.parent) {
                if (at == node) {
                    throw new InvalidEditException(
                            Reason.CYCLE, "a node cannot move below itself: id=" + id + " parent=" + parent);
                }
            }
            if (node.parent != above) {
                plan.raisePath(above);
                plan.raise(node, above.id.value());
            }
            plan.set(node, SchemaKeys.ORDER, AnyValue.of(order));
        }
    }

    /** Deletes one node. */
    record Delete(NodeId id) implements ReplayedEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            plan.delete(plan.real(id));
        }
    }

    /** Sets a register of a node, or removes it if there is no value. */
    record Register(NodeId id, String key, @Nullable AnyValue value) implements ReplayedEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            plan.setOrRemove(plan.real(id), key, value);
        }
    }

    /** Sets a register of the scene, or removes it if there is no value. */
    record SceneRegister(String key, @Nullable AnyValue value) implements ReplayedEdit {
        @Override
        public void plan(EditPlan plan) {
            plan.setMeta(key, value);
        }
    }

    /** Makes a material, asset or comment with these registers. */
    record CreateEntry(EntryKind kind, String id, Map<String, AnyValue> registers) implements ReplayedEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            plan.requireNoEntry(kind, id);
            plan.createEntry(kind, id, Map.of());
            EntryEdits.setFlat(plan, kind, id, registers);
        }
    }

    /** Sets a register of a material, asset or comment, or removes it if there is no value. */
    record EntryRegister(
            EntryKind kind, String id, String key, @Nullable AnyValue value) implements ReplayedEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            plan.requireEntry(kind, id);
            EntryEdits.setFlat(plan, kind, id, key, value);
        }
    }

    /** Deletes a material, asset or comment. */
    record DeleteEntry(EntryKind kind, String id) implements ReplayedEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            EntryEdits.delete(plan, kind, id);
        }
    }
}
