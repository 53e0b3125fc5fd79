package dev.diorama.engine.editor;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.schema.InvalidEditException;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.SceneUndo;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Does this person's edits and knows their steps. An edit is a step; edits of one value in quick succession, as when a number is
 * scrubbed, are one together.
 */
final class History {
    private static final long SUCCESSION_MILLIS = 500;

    private final SceneUndo undo;
    private final LongSupplier clockMillis;
    private Object gesture = new Object();
    private @Nullable SceneEdit last;
    private long lastMillis;

    History(SceneDoc scene, LongSupplier clockMillis, Changes changes) {
        undo = SceneUndo.of(scene);
        this.clockMillis = clockMillis;
        undo.onChange(() -> changes.mark(Topic.TOOL));
    }

    void apply(SceneEdit edit) throws InvalidEditException {
        long now = clockMillis.getAsLong();
        if (last == null || !continues(last, edit) || now - lastMillis > SUCCESSION_MILLIS) {
            gesture = new Object();
        }
        undo.apply(edit, gesture);
        last = edit;
        lastMillis = now;
    }

    /** Makes the document equal to another, as a step of its own; says whether that changed anything. */
    boolean restore(YDoc past) throws InvalidEditException {
        last = null;
        return undo.restore(past);
    }

    /** Whatever comes next is a step of its own. */
    void endStep() {
        last = null;
    }

    boolean canUndo() {
        return undo.canUndo();
    }

    boolean canRedo() {
        return undo.canRedo();
    }

    void undo() {
        last = null;
        undo.undo();
    }

    void redo() {
        last = null;
        undo.redo();
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
