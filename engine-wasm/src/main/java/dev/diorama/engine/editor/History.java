package dev.diorama.engine.editor;

import dev.diorama.scene.crdt.YDoc;
import dev.diorama.scene.lib0.AnyValue;
import dev.diorama.scene.lib0.Json;
import dev.diorama.scene.schema.InvalidEditException;
import dev.diorama.scene.schema.SceneDoc;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.SceneUndo;
import java.util.LinkedHashMap;
import java.util.Map;
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
    private final String session;
    private int gestures;
    private String gesture = "";
    /** The gesture of the edit that is being made; null outside of edits. */
    private @Nullable String current;

    private @Nullable AnyValue path;
    private @Nullable SceneEdit last;
    private long lastMillis;
    /** Edits belong to the step that was begun, whatever they are. */
    private boolean together;
    /** Names the step that was begun last, as long as another may continue it. */
    private String stepKey = "";

    History(SceneDoc scene, long clientId, LongSupplier clockMillis, Changes changes) {
        undo = SceneUndo.of(scene);
        session = Long.toString(clientId, 36) + "-";
        this.clockMillis = clockMillis;
        undo.onChange(() -> changes.mark(Topic.TOOL));
    }

    void apply(SceneEdit edit) throws InvalidEditException {
        long now = clockMillis.getAsLong();
        if (!together) {
            stepKey = "";
            if (last == null || !continues(last, edit) || now - lastMillis > SUCCESSION_MILLIS) {
                newGesture();
            }
        }
        current = gesture;
        try {
            undo.apply(edit, gesture);
        } finally {
            current = null;
            path = null;
        }
        last = edit;
        lastMillis = now;
    }

    /** The next edit ends a gesture that went like this. */
    void tellPath(AnyValue newPath) {
        path = newPath;
    }

    /** What is to be told of the update that is being made, as JSON. */
    String about() {
        Map<String, AnyValue> about = new LinkedHashMap<>();
        about.put("gesture", current == null ? AnyValue.Null.INSTANCE : AnyValue.of(current));
        about.put("path", path == null ? AnyValue.Null.INSTANCE : path);
        return Json.print(AnyValue.obj(about));
    }

    /** What follows up to {@link #endStep} is one step; the one before, too, if it has the same key and was just now. */
    void beginStep(String key) {
        if (key.isEmpty() || !key.equals(stepKey) || clockMillis.getAsLong() - lastMillis > SUCCESSION_MILLIS) {
            newGesture();
        }
        stepKey = key;
        together = true;
    }

    private void newGesture() {
        gestures++;
        gesture = session + gestures;
    }

    /** A step of its own. */
    private void begin() {
        endStep();
        stepKey = "";
        newGesture();
        current = gesture;
    }

    /** Makes the document equal to another, as a step of its own; says whether that changed anything. */
    boolean restore(YDoc past) throws InvalidEditException {
        begin();
        try {
            return undo.restore(past);
        } finally {
            current = null;
        }
    }

    /** What was edited is a step of its own, unless a step of several edits was begun. */
    void endEdit() {
        if (!together) {
            endStep();
        }
    }

    /** Whatever comes next is a step of its own. */
    void endStep() {
        last = null;
        together = false;
    }

    boolean canUndo() {
        return undo.canUndo();
    }

    boolean canRedo() {
        return undo.canRedo();
    }

    void undo() {
        begin();
        try {
            undo.undo();
        } finally {
            current = null;
        }
    }

    void redo() {
        begin();
        try {
            undo.redo();
        } finally {
            current = null;
        }
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
