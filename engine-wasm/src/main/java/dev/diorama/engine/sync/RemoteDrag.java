package dev.diorama.engine.sync;

import dev.diorama.engine.scene.Motion;
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
    private static final Motion NONE_AT_ALL = new Motion();

    private List<NodeId> ids = List.of();
    private int gesture = NONE;
    private boolean done;
    private boolean committed = true;
    private final Motion target = new Motion();
    /** What is shown; its pivot and frame are the target's. */
    private final Motion shown = new Motion();

    private boolean dirty;

    RemoteDrag(int source) {
        this.source = source;
    }

    /** The person says this of their drag now; null that there is none. */
    void said(@Nullable DragPreview preview) {
        if (preview == null) {
            committed = true;
            gesture = NONE;
            target(NONE_AT_ALL);
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
            target(NONE_AT_ALL);
            return;
        }
        if (!preview.ids().equals(ids)) {
            ids = preview.ids();
            shown.reset();
        }
        gesture = preview.gesture();
        committed = false;
        done = preview.done();
        target(preview.motion());
    }

    /** Somebody's edit changed a node's transform; if it is the one this drag was about, the nodes stand where the drag put them. */
    void edited(NodeId id, char register) {
        char own = target.grows() ? 's' : target.turns() ? 'r' : 'p';
        if (!done || committed || register != own || !ids.contains(id)) {
            return;
        }
        committed = true;
        for (int i = 0; i < Motion.EASED; i++) {
            shown.values[i] -= target.values[i];
        }
        target(NONE_AT_ALL);
        dirty = true;
    }

    Motion shown() {
        return shown;
    }

    private void target(Motion motion) {
        for (int i = 0; i < Motion.EASED; i++) {
            dirty |= target.values[i] != motion.values[i];
            target.values[i] = motion.values[i];
        }
        if (!motion.isNone()) {
            // What is fading out fades about the point it turned about.
            System.arraycopy(motion.values, Motion.PIVOT, shown.values, Motion.PIVOT, Motion.SIZE - Motion.PIVOT);
            shown.apart = motion.apart;
        }
    }

    /** Follows for some time and shows the result if it is another. */
    void tick(float dt, Presence.Previews previews) {
        boolean moving = false;
        for (int i = 0; i < Motion.EASED; i++) {
            moving |= shown.values[i] != target.values[i];
        }
        if (!moving && !dirty) {
            return;
        }
        float share = dt <= 0 ? 0 : 1 - (float) Math.exp(-FOLLOW * dt);
        for (int i = 0; i < Motion.EASED; i++) {
            shown.values[i] = follow(shown.values[i], target.values[i], share);
        }
        dirty = false;
        previews.preview(source, committed && shown.isNone() ? List.of() : ids, shown);
    }

    private static float follow(float from, float to, float share) {
        float next = from + (to - from) * share;
        return Math.abs(next - to) < SMALL ? to : next;
    }
}
