package dev.diorama.engine.editor;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.edit.PointerInput;
import dev.diorama.engine.gizmo.Tool;
import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.render.Output;
import dev.diorama.engine.render.Renderer;
import dev.diorama.engine.scene.SceneMirror;
import dev.diorama.scene.schema.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one person chooses for their own view: the tool, how it works, the camera, what is shown. Nothing of it is in the document. */
public final class ViewControl {
    private final Parts parts;
    private final Changes changes;
    private final PointerInput pointer;
    private final Gestures gestures;
    private final Stage stage;

    ViewControl(Parts parts, PointerInput pointer, Gestures gestures, Stage stage) {
        this.parts = parts;
        this.changes = parts.changes;
        this.pointer = pointer;
        this.gestures = gestures;
        this.stage = stage;
    }

    /** Changes what the gizmo does; a drag by it is aborted. */
    public void setTool(Tool tool) {
        tools(() -> parts.tools.use(tool));
    }

    /** Along the axes of the node selected first, or of the world. Scaling is always along its own. */
    public void setLocal(boolean local) {
        tools(() -> parts.tools.setLocal(local));
    }

    /** Each node turns and scales about its own origin, or all about their middle. */
    public void setApart(boolean apart) {
        tools(() -> parts.tools.setApart(apart));
    }

    private void tools(Runnable change) {
        changes.enter();
        try {
            pointer.cancel();
            change.run();
        } finally {
            changes.exit();
        }
    }

    /** Whether handles snap without Ctrl. */
    public void setSnapping(boolean snapping) {
        pointer.setSnapping(snapping);
    }

    /** Whether what the pointer is over is outlined. */
    public void setHover(boolean hover) {
        gestures.setHover(hover);
    }

    /** What of the scene is shown. */
    public void setOutput(Output output) {
        stage.show(output);
    }

    /** Without perspective or with it. */
    public void setOrthographic(boolean orthographic) {
        parts.camera.setOrthographic(orthographic);
    }

    /** Eases the camera to a direction: yaw around +Y from looking along -Z, pitch above the ground. */
    public void viewFrom(float yaw, float pitch) {
        parts.camera.view(yaw, pitch);
    }

    /** Looks from where another person looks, until this person moves the camera; 0 is nobody. */
    public void follow(long clientId) {
        changes.enter();
        try {
            stage.following().follow(clientId);
        } finally {
            changes.exit();
        }
    }

    /** Whom this person follows; 0 is nobody. */
    public long followed() {
        return stage.following().leader();
    }

    /** Looks through a camera node, until this person moves the camera; what is none ends it. */
    public void lookThrough(String camera) {
        changes.enter();
        try {
            stage.following().lookThrough(new NodeId(camera));
        } finally {
            changes.exit();
        }
    }

    /** What of the canvas is in the picture of the camera that is looked through. */
    public @Nullable CameraFrame cameraFrame() {
        return stage.following().frame();
    }

    /** Shows nothing of what the others have selected, or shows it again. */
    public void setQuiet(boolean quiet) {
        changes.enter();
        try {
            parts.quiet = quiet;
            parts.outlinesStale = true;
            changes.mark(Topic.TREE | Topic.PEERS);
        } finally {
            changes.exit();
        }
    }

    /** Draws these nodes with all below them no longer, here alone, and all others again. */
    public void hideHere(List<String> ids) {
        parts.mirror.setOutline(SceneMirror.VEIL, EditControl.nodes(ids));
    }

    /** Draws a trail with what is pointed at, for everybody, or no longer. */
    public void setLaser(boolean laser) {
        parts.presence.setLaser(laser);
    }

    /** Where the names of those belong who point at something. */
    public List<PeerCursor> cursors() {
        return stage.cursors();
    }

    /** Flies until told otherwise, each way from -1 to 1, more to be faster. */
    public void fly(float right, float up, float forward) {
        parts.camera.fly(right, up, forward);
    }

    /** The camera as it is drawn, and where it turns to. */
    public CameraInfo camera() {
        OrbitCamera camera = parts.camera;
        return new CameraInfo(
                camera.yaw(),
                camera.pitch(),
                camera.goalYaw(),
                camera.goalPitch(),
                camera.distance(),
                new Vec3(camera.targetX(), camera.targetY(), camera.targetZ()),
                camera.orthographic());
    }

    /** The graphics device was lost and this is another one: everything that is drawn is made anew, from the scene as it is. */
    public void deviceReplaced(GpuDevice device) {
        changes.enter();
        try {
            pointer.cancel();
            parts.renderer = new Renderer(device, parts.mirror);
            parts.renderer.resize(parts.camera.width(), parts.camera.height());
            gestures.deviceReplaced();
            stage.deviceReplaced();
        } finally {
            changes.exit();
        }
    }
}
