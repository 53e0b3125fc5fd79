package dev.diorama.engine.editor;

import dev.diorama.engine.edit.DragInteraction;
import dev.diorama.engine.edit.PointerInput;
import dev.diorama.engine.pick.PickResult;
import dev.diorama.engine.scene.Motion;
import dev.diorama.engine.scene.SceneMirror;
import dev.diorama.engine.sync.DragPreview;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.SceneEdit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What clicks and drags of the pointer do to the scene. */
final class Gestures implements PointerInput.Actions {
    private final Parts parts;
    private boolean hovering;
    private boolean hoverAsked;
    private boolean hoverUnderWay;
    private float hoverX;
    private float hoverY;
    private final Surface surface;

    Gestures(Parts parts) {
        this.parts = parts;
        surface = new Surface(parts.camera);
    }

    @Override
    public void clicked(float x, float y, int modifiers) {
        boolean toggle = (modifiers & (EditorCore.SHIFT | EditorCore.CTRL)) != 0;
        int asked = moment();
        parts.renderer.requestPick((int) x, (int) y, result -> {
            parts.changes.enter();
            try {
                if (asked == moment()) {
                    picked(result, toggle);
                }
            } finally {
                parts.changes.exit();
            }
        });
    }

    /** Another one once the scene is another, or something was selected elsewhere: what the picture is asked takes a frame or more. */
    private int moment() {
        return parts.shown.switches() + parts.choices;
    }

    private void picked(PickResult result, boolean toggle) {
        @Nullable NodeId id = parts.mirror.node(result.objectId());
        boolean hit = id != null && selectable(id);
        boolean changed;
        if (id == null || !hit) {
            changed = !toggle && parts.selection.clear();
        } else {
            changed = toggle ? parts.selection.toggle(id) : parts.selection.replace(id);
        }
        if (changed) {
            parts.selectionClicked();
        }
    }

    @Override
    public void boxed(float left, float top, float right, float bottom, int modifiers) {
        boolean add = (modifiers & EditorCore.CTRL) != 0;
        int asked = moment();
        parts.renderer.requestRegion((int) left, (int) top, (int) right + 1, (int) bottom + 1, found -> {
            parts.changes.enter();
            try {
                if (asked == moment()) {
                    selectAll(found, add);
                }
            } finally {
                parts.changes.exit();
            }
        });
    }

    private void selectAll(int[] objectIds, boolean add) {
        Set<NodeId> ids = new LinkedHashSet<>(add ? parts.selection.ids() : List.of());
        for (int objectId : objectIds) {
            NodeId id = parts.mirror.node(objectId);
            if (id != null && selectable(id)) {
                ids.add(id);
            }
        }
        if (parts.selection.set(ids)) {
            parts.selectionClicked();
        }
    }

    private boolean selectable(NodeId id) {
        return parts.shown.contains(id) && !parts.shown.node(id).locked();
    }

    /** Outlines what the pointer is over, or no longer. */
    void setHover(boolean newHovering) {
        hovering = newHovering;
        outlineHovered(null);
    }

    @Override
    public void hovered(float x, float y) {
        hoverX = x;
        hoverY = y;
        hoverAsked = hovering || parts.presence.showsPointing();
        if (hoverAsked && !hoverUnderWay) {
            askHovered();
        }
    }

    /** What the old device was asked will not be answered. */
    void deviceReplaced() {
        hoverUnderWay = false;
    }

    private void askHovered() {
        hoverAsked = false;
        hoverUnderWay = true;
        int x = (int) Math.floor(hoverX);
        int y = (int) Math.floor(hoverY);
        int turns = parts.camera.turns();
        parts.renderer.requestPick(x, y, result -> {
            hoverUnderWay = false;
            outlineHovered(parts.gizmo.hovered() < 0 ? parts.mirror.node(result.objectId()) : null);
            if (parts.gizmo.hovered() < 0 && !parts.replaying && turns == parts.camera.turns()) {
                parts.presence.setPointing(surface.at(result, x, y));
            }
            if (hoverAsked) {
                askHovered();
            }
        });
    }

    private void outlineHovered(@Nullable NodeId id) {
        boolean shown = hovering && id != null && selectable(id) && !parts.selection.contains(id);
        parts.mirror.setOutline(SceneMirror.HOVER_OUTLINE, shown && id != null ? List.of(id) : List.of());
    }

    @Override
    public void hoverChanged() {
        parts.changes.mark(Topic.TOOL);
    }

    @Override
    public void dragBegan() {
        parts.drag.begin(parts.selection.topmost(parts.shown));
        parts.dragPath.begin(parts.clockMillis.getAsLong());
        parts.changes.mark(Topic.TOOL);
    }

    @Override
    public void dragged() {
        if (parts.drag.active() && parts.drag.change(parts.gizmo.motion(), parts.tools.apart())) {
            showDrag();
            parts.dragPath.add(parts.clockMillis.getAsLong(), parts.drag.motion());
            parts.presence.setDrag(preview(false));
            parts.changes.mark(Topic.TOOL);
        }
    }

    /** Shows the drag again after others changed the nodes. */
    void showDrag() {
        DragInteraction drag = parts.drag;
        if (drag.active()) {
            parts.mirror.setPreview(SceneMirror.OWN_PREVIEW, drag.ids(), drag.motion(), drag.bases());
            parts.gizmoStale = true;
        }
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
            parts.history.endEdit();
            parts.history.tellPath(parts.dragPath.finish());
            parts.edit(edit);
            parts.history.endEdit();
        }
    }

    @Override
    public void dragCancelled() {
        parts.drag.cancel();
        dropPreview();
        parts.presence.clearDrag();
    }

    private void dropPreview() {
        parts.mirror.endPreview(SceneMirror.OWN_PREVIEW);
        parts.gizmoStale = true;
        parts.changes.mark(Topic.TOOL);
    }

    private DragPreview preview(boolean done) {
        Motion motion = new Motion();
        motion.set(parts.drag.motion());
        return new DragPreview(parts.drag.gesture(), List.copyOf(parts.drag.ids()), motion, done);
    }
}
