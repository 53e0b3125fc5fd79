package dev.diorama.engine.edit;

import dev.diorama.engine.scene.Motion;
import dev.diorama.scene.math.Quat;
import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.SceneView;
import dev.diorama.scene.schema.Transform;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A change of some nodes by hand: shown while it lasts, written once at its end.
 *
 * <p>Where the nodes go is counted from where they stood when the drag began, whatever others do to them meanwhile: what the
 * person sees under the pointer is what gets written. What the drag does not change is left to the others: turning or scaling a
 * node about its own origin writes no position.
 */
public final class DragInteraction {
    private final SceneView view;
    private final NodeSpace space;
    private final List<NodeId> ids = new ArrayList<>();
    private final List<Transform> starts = new ArrayList<>();
    private final Motion motion = new Motion();
    private final float[] point = new float[3];
    private final float[] moved = new float[3];
    private final float[] above = new float[4];
    private final float[] turn = new float[4];
    private final float[] own = new float[4];
    private Map<NodeId, Transform> bases = Map.of();
    private boolean basesStale;
    private boolean changedByOthers;
    private int basesKind;
    private int gesture;
    private boolean active;

    public DragInteraction(SceneView view) {
        this.view = view;
        this.space = new NodeSpace(view);
    }

    /** Begins to change these nodes, none of which is below another. */
    public void begin(List<NodeId> nodes) {
        ids.clear();
        starts.clear();
        for (NodeId id : nodes) {
            ids.add(id);
            starts.add(view.node(id).transform());
        }
        motion.reset();
        bases = Map.of();
        basesStale = false;
        changedByOthers = false;
        basesKind = 0;
        gesture++;
        active = true;
    }

    /**
     * Changes the nodes from how they were at the beginning.
     *
     * @param apart each about its own origin, also if there are several
     * @return whether it is another change than before
     */
    public boolean change(Motion by, boolean apart) {
        boolean wasApart = motion.apart;
        motion.apart = by.apart;
        boolean changed = !motion.same(by);
        motion.set(by);
        motion.apart = apart || ids.size() == 1;
        return changed || wasApart != motion.apart;
    }

    /** Ends the drag; the edit that writes it, or null when nothing changed or everything is gone. */
    public @Nullable SceneEdit finish() {
        active = false;
        if (motion.isNone()) {
            return null;
        }
        List<NodeId> changed = new ArrayList<>();
        List<Transform> transforms = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            NodeId id = ids.get(i);
            Transform result = view.contains(id) ? result(id, starts.get(i)) : null;
            if (result != null) {
                changed.add(id);
                transforms.add(result);
            }
        }
        return changed.isEmpty() ? null : new SceneEdit.SetTransform(changed, transforms);
    }

    private @Nullable Transform result(NodeId id, Transform start) {
        Transform result = view.node(id).transform();
        if (movesOrigins()) {
            space.worldPosition(id, start, point);
            System.arraycopy(point, 0, moved, 0, 3);
            motion.moveOrigin(moved);
            if (!space.toParent(id, moved[0] - point[0], moved[1] - point[1], moved[2] - point[2], point)) {
                return null;
            }
            result = result.withPosition(start.px() + point[0], start.py() + point[1], start.pz() + point[2]);
        }
        if (motion.turns()) {
            // In the parent's space the world's rotation r is p' r p, p being the parent's.
            space.parentRotation(id, above);
            motion.rotation(turn);
            Quat.multiply(turn, above, turn);
            Quat.conjugate(above, above);
            Quat.multiply(above, turn, turn);
            Quat.set(start.rx(), start.ry(), start.rz(), start.rw(), own);
            Quat.multiply(turn, own, turn);
            Quat.normalize(turn, turn);
            result = result.withRotation(turn[0], turn[1], turn[2], turn[3]);
        }
        if (motion.grows()) {
            result = result.withScale(
                    start.sx() * motion.factor(0), start.sy() * motion.factor(1), start.sz() * motion.factor(2));
        }
        return result;
    }

    private boolean movesOrigins() {
        return !motion.apart || !(motion.turns() || motion.grows());
    }

    /** Ends the drag and writes nothing. */
    public void cancel() {
        active = false;
    }

    /** Somebody may have changed one of the nodes. */
    public void othersChanged() {
        basesStale = true;
        changedByOthers = true;
    }

    /** Those of the nodes that others have changed since the drag began, with what the drag counts from; not changed afterwards. */
    public Map<NodeId, Transform> bases() {
        int kind = (movesOrigins() ? 1 : 0) | (motion.turns() ? 2 : 0) | (motion.grows() ? 4 : 0);
        if (basesStale || (kind != basesKind && changedByOthers)) {
            basesStale = false;
            basesKind = kind;
            bases = findBases();
        }
        return bases;
    }

    private Map<NodeId, Transform> findBases() {
        Map<NodeId, Transform> found = new HashMap<>();
        for (int i = 0; i < ids.size(); i++) {
            NodeId id = ids.get(i);
            if (view.contains(id)) {
                Transform start = starts.get(i);
                Transform now = view.node(id).transform();
                Transform base = movesOrigins() ? now.withPosition(start.px(), start.py(), start.pz()) : now;
                base = motion.turns() ? base.withRotation(start.rx(), start.ry(), start.rz(), start.rw()) : base;
                base = motion.grows() ? base.withScale(start.sx(), start.sy(), start.sz()) : base;
                if (!base.equals(now)) {
                    found.put(id, base);
                }
            }
        }
        return found;
    }

    public boolean active() {
        return active;
    }

    /** The nodes that are changed; of the last drag when none is active. */
    public List<NodeId> ids() {
        return ids;
    }

    /** What the drag does; its own object. */
    public Motion motion() {
        return motion;
    }

    /** Counts the drags of this session, so that others can tell one from the next. */
    public int gesture() {
        return gesture;
    }
}
