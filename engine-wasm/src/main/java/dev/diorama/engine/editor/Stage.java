package dev.diorama.engine.editor;

import dev.diorama.engine.edit.PointerInput;
import dev.diorama.engine.gizmo.Tool;
import dev.diorama.engine.gizmo.TransformGizmo;
import dev.diorama.engine.render.FrameInput;
import dev.diorama.engine.render.GizmoState;
import dev.diorama.engine.render.Output;
import dev.diorama.engine.scene.SceneMirror;
import dev.diorama.engine.sync.Peer;
import dev.diorama.engine.sync.RemoteView;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.NodeKind;
import dev.diorama.scene.schema.Rgb;
import dev.diorama.scene.schema.SceneNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything of a frame but the drawing: camera, gizmo and outlines as the renderer wants them. */
final class Stage {
    private static final int OWN_COLOR = 0xFF9F1C;
    private static final float EMPTY_RADIUS = 3;
    private static final float MIN_RADIUS = 0.25f;

    private final Parts parts;
    private final PointerInput pointer;
    private final FrameInput frame = new FrameInput();
    private final float[] point = new float[3];
    private final Following following;
    private final People people;
    private final Symbols symbols;
    private int outlinesUsed = SceneMirror.OWN_OUTLINE;

    Stage(Parts parts, PointerInput pointer) {
        this.parts = parts;
        this.pointer = pointer;
        this.following = new Following(parts);
        this.people = new People(parts.camera);
        this.symbols = new Symbols(parts.camera);
        deviceReplaced();
    }

    /** Tells the renderer, which is new, what it does not find in the scene. */
    void deviceReplaced() {
        parts.renderer.setOutlineColor(SceneMirror.OWN_OUTLINE, OWN_COLOR);
        Rgb background = parts.shown.background();
        parts.renderer.setBackground(background.r(), background.g(), background.b());
        parts.outlinesStale = true;
    }

    /** Brings everything up to date and draws if anything changed. */
    void renderFrame(float dt) {
        following.lead();
        boolean turned = parts.camera.tick(dt);
        if (turned) {
            parts.changes.mark(Topic.CAMERA);
            following.tell();
        }
        // Each look at the clock leaves a number behind for the collector: not in frames that draw nothing.
        boolean stale = turned || parts.outlinesStale || parts.gizmoStale || parts.mirror.stale();
        frame.began = stale ? parts.renderer.now() : 0;
        parts.renderer.renderFrame(compose());
    }

    Following following() {
        return following;
    }

    /** What is seen now. */
    FrameInput compose() {
        if (parts.outlinesStale) {
            parts.outlinesStale = false;
            outline();
        }
        placeGizmo();
        System.arraycopy(parts.camera.view(), 0, frame.view, 0, 16);
        System.arraycopy(parts.camera.projection(), 0, frame.projection, 0, 16);
        frame.gizmo.visible = parts.gizmo.visible();
        System.arraycopy(parts.gizmo.origin(), 0, frame.gizmo.origin, 0, 3);
        System.arraycopy(parts.gizmo.turn(), 0, frame.gizmo.turn, 0, 4);
        frame.gizmo.tool = shape(parts.gizmo.tool());
        pointer.marquee(frame.marquee);
        drawStrokes();
        frame.gizmo.axisLength = parts.gizmo.axisLength();
        frame.gizmo.highlighted = parts.gizmo.visible() ? instance(parts.gizmo.hovered()) : GizmoState.NONE;
        return frame;
    }

    private void drawStrokes() {
        frame.strokes.begin();
        symbols.draw(frame.strokes, parts.mirror, following.through());
        if (parts.showsPeople()) {
            people.draw(frame.strokes, parts.presence.views(), following.leader());
        }
        people.draw(frame.strokes, parts.presence.own());
        if (frame.strokes.end()) {
            parts.changes.mark(Topic.CURSORS);
        }
    }

    /** Where the names of those belong who point at something. */
    List<PeerCursor> cursors() {
        List<PeerCursor> found = new ArrayList<>();
        for (RemoteView view : parts.presence.views()) {
            PeerCursor cursor = parts.showsPeople() ? people.cursor(view) : null;
            if (cursor != null) {
                found.add(cursor);
            }
        }
        return found;
    }

    private static int shape(Tool tool) {
        return switch (tool) {
            case SELECT, MOVE -> GizmoState.MOVE;
            case ROTATE -> GizmoState.ROTATE;
            case SCALE -> GizmoState.SCALE;
            case COMBINED -> GizmoState.COMBINED;
        };
    }

    /** As what a handle is drawn. */
    private int instance(int handle) {
        if (handle < 0) {
            return GizmoState.NONE;
        }
        return switch (parts.gizmo.tool()) {
            case ROTATE -> GizmoState.RINGS + handle;
            case COMBINED -> handle < TransformGizmo.PLANE_X ? GizmoState.LONG_ARROWS + handle : handle;
            default -> handle;
        };
    }

    private void outline() {
        List<NodeId> selected = parts.selection.ids();
        // What somebody selects in the past is no concern of those who are in the present, nor the other way round.
        parts.presence.setSelection(parts.replaying ? List.of() : selected);
        if (parts.replaying) {
            parts.presence.setPointing(null);
        }
        parts.mirror.setOutline(SceneMirror.OWN_OUTLINE, selected);
        int outline = SceneMirror.OWN_OUTLINE;
        for (Peer peer : parts.shownPeers()) {
            if (outline < SceneMirror.MAX_OUTLINE) {
                outline++;
                parts.renderer.setOutlineColor(outline, peer.rgb());
                parts.mirror.setOutline(outline, peer.selection());
            }
        }
        for (int unused = outline + 1; unused <= outlinesUsed; unused++) {
            parts.mirror.setOutline(unused, List.of());
        }
        outlinesUsed = outline;
    }

    /** What of the scene is shown from now on. */
    void show(Output output) {
        frame.output = output;
    }

    /** Puts the gizmo amid the selected nodes as they are displayed, or away when nothing is selected. */
    void placeGizmo() {
        if (!parts.gizmoStale) {
            return;
        }
        parts.gizmoStale = false;
        if (parts.drag.active() && parts.mirror.previewCenter(SceneMirror.OWN_PREVIEW, point)) {
            // None of them is below another, and thousands need not be looked up by their ids in each frame.
            parts.tools.orient(parts.drag.ids());
            moveGizmo(point[0], point[1], point[2]);
            return;
        }
        float x = 0;
        float y = 0;
        float z = 0;
        int count = 0;
        List<NodeId> movable = parts.replaying ? List.of() : parts.selection.topmost(parts.scene);
        for (NodeId id : movable) {
            if (parts.mirror.worldPosition(id, point)) {
                x += point[0];
                y += point[1];
                z += point[2];
                count++;
            }
        }
        if (count > 0) {
            parts.tools.orient(movable);
            moveGizmo(x / count, y / count, z / count);
        } else if (parts.gizmo.shown()) {
            pointer.cancel();
            parts.gizmo.hide();
            parts.changes.mark(Topic.TOOL);
        }
    }

    /** Turns the camera to the scene, but to lights and cameras only where nothing else is: they stand away from what they are for. */
    void frameAll() {
        List<NodeId> all = parts.shown.children(NodeId.ROOT);
        List<NodeId> things = new ArrayList<>(all.size());
        for (NodeId id : all) {
            SceneNode node = parts.shown.node(id);
            if (node != null && node.kind() != NodeKind.LIGHT && node.kind() != NodeKind.CAMERA) {
                things.add(id);
            }
        }
        frame(things.isEmpty() ? all : things);
    }

    /** Turns the camera to these nodes. */
    void frame(Collection<NodeId> nodes) {
        float[] box = {
            Float.MAX_VALUE, Float.MAX_VALUE, Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE, -Float.MAX_VALUE
        };
        for (NodeId id : nodes) {
            parts.mirror.includeBounds(id, box);
        }
        if (box[0] > box[3]) {
            parts.camera.frame(0, 0.5f, 0, EMPTY_RADIUS);
            return;
        }
        float dx = box[3] - box[0];
        float dy = box[4] - box[1];
        float dz = box[5] - box[2];
        float radius = (float) Math.sqrt(dx * dx + dy * dy + dz * dz) / 2;
        parts.camera.frame(
                (box[0] + box[3]) / 2, (box[1] + box[4]) / 2, (box[2] + box[5]) / 2, Math.max(radius, MIN_RADIUS));
    }

    @Nullable ScreenPoint screenPosition(NodeId id) {
        boolean seen =
                parts.mirror.worldPosition(id, point) && parts.camera.project(point[0], point[1], point[2], point);
        return seen ? new ScreenPoint(point[0], point[1]) : null;
    }

    @Nullable ScreenPoint gizmoHandle(int axis) {
        placeGizmo();
        return parts.gizmo.grabPoint(axis, point) ? new ScreenPoint(point[0], point[1]) : null;
    }

    private void moveGizmo(float x, float y, float z) {
        float[] origin = parts.gizmo.origin();
        boolean same = parts.gizmo.shown() && origin[0] == x && origin[1] == y && origin[2] == z;
        if (!same) {
            parts.gizmo.show(x, y, z);
            parts.changes.mark(Topic.TOOL);
        }
    }
}
