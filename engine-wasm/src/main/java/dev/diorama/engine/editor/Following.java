package dev.diorama.engine.editor;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.scene.Fixtures;
import dev.diorama.engine.sync.CameraPose;
import dev.diorama.scene.schema.FixtureLook;
import dev.diorama.scene.schema.NodeId;
import org.jspecify.annotations.Nullable;

/** Tells the others where this person looks from, and takes this person along with another one, or with a camera of the scene. */
final class Following {
    /** Width to height of a camera's picture. */
    static final float ASPECT = 16f / 9;

    private final Parts parts;
    private long leader;
    private int turns;
    private @Nullable CameraPose told;
    private @Nullable NodeId through;
    private boolean wasOrthographic;
    private final float[] world = new float[16];

    Following(Parts parts) {
        this.parts = parts;
    }

    /** Looks from where this person looks, from now on; 0 is nobody. */
    void follow(long clientId) {
        leave();
        leader = parts.presence.cameraOf(clientId) == null ? 0 : clientId;
        turns = parts.camera.turns();
        parts.changes.mark(Topic.PEERS);
    }

    long leader() {
        return leader;
    }

    /** Looks through a camera of the scene, from now on; what is no camera ends it. */
    void lookThrough(NodeId camera) {
        follow(0);
        if (lens(camera) >= 0) {
            through = camera;
            wasOrthographic = parts.camera.orthographic();
        }
    }

    /** The entry of a camera among the fixtures, -1 if it is none. */
    private int lens(NodeId camera) {
        Fixtures fixtures = parts.mirror.fixtures();
        int entry = fixtures.of(parts.mirror.objectId(camera));
        boolean found = entry >= 0 && fixtures.values()[entry * Fixtures.FLOATS + Fixtures.KIND] == FixtureLook.CAMERA;
        return found ? entry : -1;
    }

    /** The object id of the camera that is looked through, 0 if none is. */
    int through() {
        return through == null ? 0 : parts.mirror.objectId(through);
    }

    /** What of the canvas is in the picture of the camera that is looked through. */
    @Nullable CameraFrame frame() {
        if (through == null) {
            return null;
        }
        float width = parts.camera.width();
        float height = parts.camera.height();
        float inside = Math.min(width, height * ASPECT);
        return new CameraFrame(
                through.value(), (width - inside) / 2, (height - inside / ASPECT) / 2, inside, inside / ASPECT);
    }

    private void leave() {
        if (through != null) {
            through = null;
            parts.camera.level();
            parts.camera.setOrthographic(wasOrthographic);
            parts.changes.mark(Topic.CAMERA);
        }
    }

    private void see(NodeId camera) {
        int entry = lens(camera);
        if (entry < 0 || turns != parts.camera.turns() || !parts.mirror.worldMatrix(camera, world)) {
            leave();
            return;
        }
        float[] values = parts.mirror.fixtures().values();
        float height = values[entry * Fixtures.FLOATS + Fixtures.LENGTH];
        float fits = Math.max(1, ASPECT * parts.camera.height() / parts.camera.width());
        float half = (float) Math.tan(OrbitCamera.FIELD_OF_VIEW / 2);
        float angle = values[entry * Fixtures.FLOATS + Fixtures.ANGLE];
        parts.camera.setOrthographic(height > 0);
        parts.camera.lookThrough(
                world,
                height > 0 ? fits * height / 2 / half : parts.camera.goalDistance(),
                height > 0 ? OrbitCamera.FIELD_OF_VIEW : 2 * (float) Math.atan(fits * Math.tan(angle / 2)));
    }

    /** Before the camera moves: goes where the leader is, unless this person has moved the camera or the leader is gone. */
    void lead() {
        if (through != null) {
            see(through);
        }
        if (leader == 0) {
            return;
        }
        CameraPose pose = parts.presence.cameraOf(leader);
        if (pose == null || turns != parts.camera.turns()) {
            leader = 0;
            parts.changes.mark(Topic.PEERS);
            return;
        }
        parts.camera.lookFrom(pose.x(), pose.y(), pose.z(), pose.distance(), pose.yaw(), pose.pitch());
    }

    /** After the camera has moved: says where it goes to. */
    void tell() {
        OrbitCamera camera = parts.camera;
        CameraPose pose = new CameraPose(
                camera.targetX(),
                camera.targetY(),
                camera.targetZ(),
                camera.goalDistance(),
                camera.goalYaw(),
                camera.goalPitch());
        if (!pose.equals(told)) {
            told = pose;
            parts.presence.setCamera(pose);
        }
    }
}
