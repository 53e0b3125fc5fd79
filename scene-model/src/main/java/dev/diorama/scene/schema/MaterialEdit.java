package dev.diorama.scene.schema;

import dev.diorama.scene.schema.StepName.Action;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Edits of materials, of the files that the scene knows, and of the light around it. */
public sealed interface MaterialEdit extends SceneEdit {

    /** Adds a material, which no node has yet. */
    record AddMaterial(String id, Material material) implements MaterialEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            EntryEdits.addMaterial(plan, id, material);
        }

        @Override
        public StepName stepName(SceneView view) {
            return new StepName(Action.ADD, material.name(), 1);
        }
    }

    /** Changes a material for all nodes that have it; only the registers that differ from what is shown are written. */
    record ChangeMaterial(String id, Material material) implements MaterialEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            EntryEdits.changeMaterial(plan, id, material);
        }

        @Override
        public StepName stepName(SceneView view) {
            return new StepName(Action.CHANGE, view.entries().material(id).name(), 1);
        }
    }

    /** Deletes a material; nodes that have it are shown with the default one. */
    record DeleteMaterial(String id) implements MaterialEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            EntryEdits.delete(plan, EntryKind.MATERIAL, id);
        }

        @Override
        public StepName stepName(SceneView view) {
            return new StepName(Action.DELETE, view.entries().material(id).name(), 1);
        }
    }

    /** Gives meshes a material, or takes it away if {@code material} is null. */
    record AssignMaterial(List<NodeId> ids, @Nullable String material) implements MaterialEdit {

        /** Copies the list. */
        public AssignMaterial {
            ids = List.copyOf(ids);
        }

        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            NodeEdits.assignMaterial(plan, ids, material);
        }

        @Override
        public StepName stepName(SceneView view) {
            return SceneEdit.nameOf(Action.CHANGE, view, ids);
        }
    }

    /** Tells the scene of a file in the asset store; nothing happens if it knows it. */
    record AddAsset(Asset asset) implements MaterialEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            EntryEdits.addAsset(plan, asset);
        }

        @Override
        public StepName stepName(SceneView view) {
            return new StepName(Action.ADD, asset.name(), 1);
        }
    }

    /** Takes a file out of the scene; what is made of it shows nothing. */
    record DeleteAsset(String hash) implements MaterialEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            EntryEdits.delete(plan, EntryKind.ASSET, hash);
        }

        @Override
        public StepName stepName(SceneView view) {
            Asset asset = view.entries().asset(hash);
            return new StepName(Action.DELETE, asset == null ? "asset" : asset.name(), 1);
        }
    }

    /** Sets the light from all around. */
    record SetEnvironment(Environment environment) implements MaterialEdit {
        @Override
        public void plan(EditPlan plan) throws InvalidEditException {
            EntryEdits.setEnvironment(plan, environment);
        }

        @Override
        public StepName stepName(SceneView view) {
            return new StepName(Action.CHANGE, "environment", 1);
        }
    }
}
