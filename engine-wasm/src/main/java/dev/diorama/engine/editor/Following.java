package dev.diorama.engine.editor;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.sync.CameraPose;
import org.jspecify.annotations.Nullable;

/** Tells the others where this person looks from, and takes this person along with another one. */
final class Following {
    private final Parts parts;
    private long leader;
    private int turns;
    private @Nullable CameraPose told;

    Following(Parts parts) {
        this.parts = parts;
    }

    /** Looks from where this person looks, from now on; 0 is nobody. */
    void follow(long clientId) {
        leader = parts.presence.cameraOf(clientId) == null ? 0 : clientId;
        turns = parts.camera.turns();
        parts.changes.mark(Topic.PEERS);
    }

    long leader() {
        return leader;
    }

    /** Before the camera moves: goes where the leader is, unless this person has moved the camera or the leader is gone. */
    void lead() {
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
