package dev.diorama.engine.edit;

import dev.diorama.scene.schema.NodeId;
import dev.diorama.scene.schema.SceneEdit;
import dev.diorama.scene.schema.SceneView;
import dev.diorama.scene.schema.Transform;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A move by hand of some nodes: shown while it lasts, written once at its end.
 *
 * <p>Where the nodes go is counted from where they stood when the drag began, whatever others do to them meanwhile: what the
 * person sees under the pointer is what gets written.
 */
public final class DragInteraction {
    private final SceneView view;
    private final NodeSpace space;
    private final List<NodeId> ids = new ArrayList<>();
    private final List<Transform> starts = new ArrayList<>();
    private final float[] delta = new float[3];
    private final float[] vector = new float[3];
    private int gesture;
    private boolean active;

    public DragInteraction(SceneView view) {
        this.view = view;
        this.space = new NodeSpace(view);
    }

    /** Begins to move these nodes, none of which is below another. */
    public void begin(List<NodeId> nodes) {
        ids.clear();
        starts.clear();
        for (NodeId id : nodes) {
            ids.add(id);
            starts.add(view.node(id).transform());
        }
        delta[0] = 0;
        delta[1] = 0;
        delta[2] = 0;
        gesture++;
        active = true;
    }

    /**
     * Moves the nodes by a world vector from where they stood at the beginning.
     *
     * @return whether it is another than before
     */
    public boolean moveBy(float[] worldDelta) {
        boolean changed = worldDelta[0] != delta[0] || worldDelta[1] != delta[1] || worldDelta[2] != delta[2];
        System.arraycopy(worldDelta, 0, delta, 0, 3);
        return changed;
    }

    /** Ends the drag; the edit that writes it, or null when nothing moved or everything is gone. */
    public @Nullable SceneEdit finish() {
        active = false;
        if (delta[0] == 0 && delta[1] == 0 && delta[2] == 0) {
            return null;
        }
        List<NodeId> moved = new ArrayList<>();
        List<Transform> transforms = new ArrayList<>();
        for (int i = 0; i < ids.size(); i++) {
            NodeId id = ids.get(i);
            if (!view.contains(id) || !space.toParent(id, delta[0], delta[1], delta[2], vector)) {
                continue;
            }
            Transform start = starts.get(i);
            moved.add(id);
            transforms.add(view.node(id)
                    .transform()
                    .withPosition(start.px() + vector[0], start.py() + vector[1], start.pz() + vector[2]));
        }
        return moved.isEmpty() ? null : new SceneEdit.SetTransform(moved, transforms);
    }

    /** Ends the drag and writes nothing. */
    public void cancel() {
        active = false;
    }

    /**
     * By how much a node must be drawn away from where the document has it now: {@code dest} = x y z in the world.
     *
     * @param index into {@link #ids}
     */
    public void displayOffset(int index, float[] dest) {
        NodeId id = ids.get(index);
        dest[0] = 0;
        dest[1] = 0;
        dest[2] = 0;
        if (!view.contains(id)) {
            return;
        }
        Transform start = starts.get(index);
        Transform now = view.node(id).transform();
        if (!start.equals(now)) {
            space.toWorld(id, start.px() - now.px(), start.py() - now.py(), start.pz() - now.pz(), dest);
        }
        dest[0] += delta[0];
        dest[1] += delta[1];
        dest[2] += delta[2];
    }

    public boolean active() {
        return active;
    }

    /** The nodes that are moved; of the last drag when none is active. */
    public List<NodeId> ids() {
        return ids;
    }

    /** The world vector of the move; the drag's own array. */
    public float[] delta() {
        return delta;
    }

    /** Counts the drags of this session, so that others can tell one from the next. */
    public int gesture() {
        return gesture;
    }
}
