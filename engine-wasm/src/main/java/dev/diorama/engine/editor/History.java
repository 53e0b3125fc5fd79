package dev.diorama.engine.editor;

import dev.diorama.scene.crdt.UndoManager;
import dev.diorama.scene.crdt.UndoOptions;
import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.schema.SceneEdit;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * This person's own steps, to be taken back and repeated. An edit is a step; edits of one value in quick succession, as when a
 * number is scrubbed, are one together.
 */
final class History {
    private final UndoManager manager;
    private @Nullable SceneEdit last;

    History(YDoc doc, LongSupplier clockMillis, Changes changes) {
        manager = UndoManager.of(
                doc,
                List.of(doc.map("nodes"), doc.map("meta")),
                clockMillis,
                UndoOptions.DEFAULT.withTrackedOrigins(origin -> Parts.USER.equals(origin)));
        manager.onChange(() -> changes.mark(Topic.TOOL));
    }

    /** This edit comes next. */
    void expect(SceneEdit edit) {
        if (last == null || !continues(last, edit)) {
            manager.stopCapturing();
        }
        last = edit;
    }

    /** Whatever comes next is a step of its own. */
    void endStep() {
        last = null;
    }

    boolean canUndo() {
        return manager.canUndo();
    }

    boolean canRedo() {
        return manager.canRedo();
    }

    void undo() {
        last = null;
        manager.undo();
    }

    void redo() {
        last = null;
        manager.redo();
    }

    private static boolean continues(SceneEdit before, SceneEdit edit) {
        if (before instanceof SceneEdit.SetGeometryParameter a && edit instanceof SceneEdit.SetGeometryParameter b) {
            return a.id().equals(b.id()) && a.parameter().equals(b.parameter());
        }
        if (before instanceof SceneEdit.SetTransform a && edit instanceof SceneEdit.SetTransform b) {
            return a.ids().equals(b.ids());
        }
        return before instanceof SceneEdit.SetBackground && edit instanceof SceneEdit.SetBackground;
    }
}
