package dev.diorama.scene.schema;

import dev.diorama.scene.crdt.UndoManager;
import dev.diorama.scene.crdt.UndoOptions;
import dev.diorama.scene.crdt.YDoc;
import org.jspecify.annotations.Nullable;

/**
 * One person's undo and redo: takes back what went through here, and nothing else. Rules S91 to S95.
 *
 * <p>Belongs to an open page; a page loaded again begins with nothing to undo. What a step deleted is kept in memory as long as the step
 * exists.
 */
public final class SceneUndo {

    /** The origin of edits that are no steps. */
    public static final Object NO_STEP = "no step";

    private final SceneDoc scene;
    private final UndoManager manager;
    private @Nullable Object lastGesture;

    private SceneUndo(SceneDoc scene) {
        this.scene = scene;
        // The clock stands still, so that edits become one step until stopCapturing says otherwise.
        UndoOptions options =
                UndoOptions.DEFAULT.withCaptureTimeoutMillis(2).withTrackedOrigins(origin -> origin == this);
        manager = UndoManager.of(scene.doc(), () -> 1, options);
    }

    /** Begins to record. */
    public static SceneUndo of(SceneDoc scene) {
        return new SceneUndo(scene);
    }

    /**
     * Does an edit that can be undone, as {@link SceneDoc#apply}; the transaction has this object as its origin.
     *
     * <p>Edits that are no steps ({@link SceneEdit#isStep}) are done with {@link #NO_STEP} as their origin, and no undo takes them back.
     *
     * @param gesture edits in a row of the same gesture are one step, which is named after the first; null is never the same
     */
    public void apply(SceneEdit edit, @Nullable Object gesture) throws InvalidEditException {
        if (!edit.isStep()) {
            scene.apply(edit, NO_STEP);
            return;
        }
        if (gesture == null || !gesture.equals(lastGesture)) {
            manager.stopCapturing();
        }
        manager.label(edit.stepName(scene));
        scene.apply(edit, this);
        lastGesture = gesture;
    }

    /** What {@link #undo} would take back; null if there is nothing. */
    public @Nullable StepName undoName() {
        return manager.undoLabel() instanceof StepName name ? name : null;
    }

    /** What {@link #redo} would repeat; null if there is nothing. */
    public @Nullable StepName redoName() {
        return manager.redoLabel() instanceof StepName name ? name : null;
    }

    /**
     * Restores an earlier state, as {@link SceneDoc#restore}, as a step of its own.
     *
     * @return whether anything was different
     */
    public boolean restore(YDoc past) throws InvalidEditException {
        manager.stopCapturing();
        manager.label(new StepName(StepName.Action.RESTORE, "scene", 1));
        lastGesture = null;
        return scene.restore(past, this);
    }

    /** Takes the last step back; false if there is none that still has an effect. */
    public boolean undo() {
        lastGesture = null;
        return !scene.isReadOnly() && manager.undo();
    }

    /** Does the step again that was taken back last; false if there is none. */
    public boolean redo() {
        lastGesture = null;
        return !scene.isReadOnly() && manager.redo();
    }

    /** Whether there is a step to take back. */
    public boolean canUndo() {
        return manager.canUndo();
    }

    /** Whether there is a step to do again. */
    public boolean canRedo() {
        return manager.canRedo();
    }

    /** Hears of every change of {@link #canUndo} and {@link #canRedo}, and of more; one listener. */
    public void onChange(Runnable listener) {
        manager.onChange(listener);
    }

    /** Whether a transaction of this origin is an undo or redo of this person. */
    public boolean isUndo(@Nullable Object origin) {
        return manager.equals(origin);
    }

    /** Stops recording. */
    public void close() {
        manager.close();
    }
}
