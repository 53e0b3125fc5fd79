package dev.diorama.engine.sync;

import dev.diorama.scene.schema.NodeId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/*
 * From thirty messages a second to every frame.
 *
 * What is shown follows what was said last, exponentially. When the edit of the drag arrives, the nodes themselves jump by the whole
 * delta; what was shown is reduced by as much at the same moment, so that nothing jumps on the screen, and then fades.
 */
/** Another person's drag as it is shown here. */
final class RemoteDrag {
    /** Names this drag to {@link Presence.Previews}. */
    final int source;

    /** Rate of the exponential with which the shown offset follows, per second. */
    private static final float FOLLOW = 25;

    private static final float SMALL = 1e-4f;
    private static final int NONE = Integer.MIN_VALUE;

    private List<NodeId> ids = List.of();
    private int gesture = NONE;
    private boolean done;
    private boolean committed = true;
    private float targetX;
    private float targetY;
    private float targetZ;
    private float x;
    private float y;
    private float z;
    private boolean dirty;

    RemoteDrag(int source) {
        this.source = source;
    }

    /** The person says this of their drag now; null that there is none. */
    void said(@Nullable DragPreview preview) {
        if (preview == null) {
            committed = true;
            gesture = NONE;
            target(0, 0, 0);
            return;
        }
        boolean sameGesture = preview.gesture() == gesture && preview.ids().equals(ids);
        if (sameGesture && committed) {
            return;
        }
        if (!sameGesture && preview.done()) {
            // Over before it was heard of: the edit alone shows it.
            committed = true;
            gesture = preview.gesture();
            ids = preview.ids();
            target(0, 0, 0);
            return;
        }
        if (!preview.ids().equals(ids)) {
            ids = preview.ids();
            x = 0;
            y = 0;
            z = 0;
        }
        gesture = preview.gesture();
        committed = false;
        done = preview.done();
        target(preview.dx(), preview.dy(), preview.dz());
    }

    /** Somebody's edit moved a node; if it is the one this drag was about, the nodes stand where the drag put them. */
    void edited(NodeId id) {
        if (!done || committed || !ids.contains(id)) {
            return;
        }
        committed = true;
        x -= targetX;
        y -= targetY;
        z -= targetZ;
        target(0, 0, 0);
        dirty = true;
    }

    private void target(float newX, float newY, float newZ) {
        dirty |= newX != targetX || newY != targetY || newZ != targetZ;
        targetX = newX;
        targetY = newY;
        targetZ = newZ;
    }

    /** Follows for some time and shows the result if it is another. */
    void tick(float dt, Presence.Previews previews) {
        boolean moving = x != targetX || y != targetY || z != targetZ;
        if (!moving && !dirty) {
            return;
        }
        float share = dt <= 0 ? 0 : 1 - (float) Math.exp(-FOLLOW * dt);
        x = follow(x, targetX, share);
        y = follow(y, targetY, share);
        z = follow(z, targetZ, share);
        dirty = false;
        boolean over = committed && x == 0 && y == 0 && z == 0;
        previews.preview(source, over ? List.of() : ids, x, y, z);
    }

    private static float follow(float from, float to, float share) {
        float next = from + (to - from) * share;
        return Math.abs(next - to) < SMALL ? to : next;
    }
}
