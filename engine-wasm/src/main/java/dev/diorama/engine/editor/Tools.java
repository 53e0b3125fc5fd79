package dev.diorama.engine.editor;

import dev.diorama.engine.edit.NodeSpace;
import dev.diorama.engine.gizmo.Tool;
import dev.diorama.engine.gizmo.TransformGizmo;
import dev.diorama.engine.scene.Motion;
import dev.diorama.scene.math.Quat;
import dev.diorama.scene.schema.NodeId;
import java.util.List;

/** How the gizmo works: along which axes, about which point. */
final class Tools {
    private final Parts parts;
    private final NodeSpace space;
    private final float[] axes = new float[4];
    private final float[] turned = new float[4];
    private boolean local;
    private boolean apart;

    Tools(Parts parts) {
        this.parts = parts;
        space = new NodeSpace(parts.scene);
    }

    void use(Tool tool) {
        parts.gizmo.use(tool);
        changed();
    }

    void setLocal(boolean newLocal) {
        local = newLocal;
        changed();
    }

    void setApart(boolean newApart) {
        apart = newApart;
        changed();
    }

    private void changed() {
        parts.gizmoStale = true;
        parts.changes.mark(Topic.TOOL);
    }

    boolean local() {
        return local;
    }

    /** Whether each node turns and scales about its own origin. */
    boolean apart() {
        return apart;
    }

    /** Turns the gizmo along the axes of the first node, or along the world's. */
    void orient(List<NodeId> nodes) {
        TransformGizmo gizmo = parts.gizmo;
        // A factor belongs to one of a node's own axes: scaling along the world's would shear what is turned.
        boolean own = local || gizmo.tool() == Tool.SCALE;
        if (!own || nodes.isEmpty()) {
            Quat.identity(axes);
        } else {
            space.worldRotation(nodes.get(0), axes);
            Motion motion = parts.drag.motion();
            if (parts.drag.active() && motion.turns()) {
                motion.rotation(turned);
                Quat.multiply(turned, axes, axes);
            }
        }
        gizmo.turn(axes);
    }
}
