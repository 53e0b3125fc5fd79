package dev.diorama.engine.editor;

import dev.diorama.engine.edit.DragInteraction;
import dev.diorama.engine.edit.PointerInput;
import dev.diorama.engine.pick.PickResult;
import dev.diorama.engine.scene.SceneMirror;
import dev.diorama.engine.sync.DragPreview;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.SceneEdit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clicks and drags of the pointer do to the scene. */
final class Gestures implements PointerInput.Actions {
    private final Parts parts;
    private final float[] offset = new float[3];
    /** Sources in use for this person's drag: one, or one for each node when others have moved some meanwhile. */
    private int ownSources;

    Gestures(Parts parts) {
        this.parts = parts;
    }

    @Override
    public void clicked(float x, float y, int modifiers) {
        boolean toggle = (modifiers & (EditorCore.SHIFT | EditorCore.CTRL)) != 0;
        int asked = parts.shown.switches();
        parts.renderer.requestPick((int) x, (int) y, result -> {
            parts.changes.enter();
            try {
                if (asked == parts.shown.switches()) {
                    picked(result, toggle);
                }
            } finally {
                parts.changes.exit();
            }
        });
    }

    private void picked(PickResult result, boolean toggle) {
        @Nullable NodeId id = parts.mirror.node(result.objectId());
        boolean hit =
                id != null && parts.shown.contains(id) && !parts.shown.node(id).locked();
        boolean changed;
        if (id == null || !hit) {
            changed = !toggle && parts.selection.clear();
        } else {
            changed = toggle ? parts.selection.toggle(id) : parts.selection.replace(id);
        }
        if (changed) {
            parts.selectionChanged();
        }
    }

    @Override
    public void hoverChanged() {
        parts.changes.mark(Topic.TOOL);
    }

    @Override
    public void dragBegan() {
        parts.drag.begin(parts.selection.topmost(parts.shown));
        parts.changes.mark(Topic.TOOL);
    }

    @Override
    public void dragged() {
        if (parts.drag.active() && parts.drag.moveBy(parts.gizmo.delta())) {
            showDrag();
            parts.presence.setDrag(preview(false));
            parts.changes.mark(Topic.TOOL);
        }
    }

    /** Shows the drag again after others changed the nodes. */
    void showDrag() {
        DragInteraction drag = parts.drag;
        hideDrag();
        if (!drag.active()) {
            return;
        }
        float[] delta = drag.delta();
        boolean alike = true;
        for (int i = 0; i < drag.ids().size() && alike; i++) {
            drag.displayOffset(i, offset);
            alike = offset[0] == delta[0] && offset[1] == delta[1] && offset[2] == delta[2];
        }
        if (alike) {
            parts.mirror.setPreview(SceneMirror.OWN_PREVIEW, drag.ids(), delta[0], delta[1], delta[2]);
            ownSources = 1;
        } else {
            for (int i = 0; i < drag.ids().size(); i++) {
                drag.displayOffset(i, offset);
                parts.mirror.setPreview(
                        SceneMirror.OWN_PREVIEW + i, List.of(drag.ids().get(i)), offset[0], offset[1], offset[2]);
            }
            ownSources = drag.ids().size();
        }
        parts.gizmoStale = true;
    }

    @Override
    public void dragEnded() {
        if (!parts.drag.active()) {
            return;
        }
        DragPreview done = preview(true);
        @Nullable SceneEdit edit = parts.drag.finish();
        dropPreview();
        if (edit == null || !parts.sync.handshaken()) {
            parts.presence.clearDrag();
        } else {
            parts.presence.setDrag(done);
        }
        if (edit != null) {
            parts.history.endStep();
            parts.edit(edit);
            parts.history.endStep();
        }
    }

    @Override
    public void dragCancelled() {
        parts.drag.cancel();
        dropPreview();
        parts.presence.clearDrag();
    }

    private void dropPreview() {
        hideDrag();
        parts.gizmoStale = true;
        parts.changes.mark(Topic.TOOL);
    }

    private void hideDrag() {
        for (int i = 0; i < ownSources; i++) {
            parts.mirror.setPreview(SceneMirror.OWN_PREVIEW + i, List.of(), 0, 0, 0);
        }
        ownSources = 0;
    }

    private DragPreview preview(boolean done) {
        float[] delta = parts.drag.delta();
        return new DragPreview(parts.drag.gesture(), List.copyOf(parts.drag.ids()), delta[0], delta[1], delta[2], done);
    }
}
