package dev.diorama.engine.gizmo;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.scene.Motion;
import dev.diorama.scene.math.Vec3;

/** Moves along an axis by its arrow, in a plane by the square between two arrows, or along the screen by its hub. */
final class MoveHandles extends AxisHandles {
    private static final float SNAP = 0.1f;

    private final float[] start = new float[3];
    private final float[] facing = new float[3];

    MoveHandles(TransformGizmo gizmo, OrbitCamera camera) {
        super(gizmo, camera);
    }

    @Override
    boolean begin(int handle, float x, float y) {
        float[] view = camera.view();
        facing[0] = view[2];
        facing[1] = view[6];
        facing[2] = view[10];
        return point(handle, x, y, start);
    }

    @Override
    void move(int handle, float x, float y, boolean snap) {
        if (!point(handle, x, y, to)) {
            return;
        }
        Vec3.subtract(to, start, to);
        float[] delta = gizmo.motion.values;
        for (int i = 0; i < 3; i++) {
            delta[Motion.MOVE + i] = snap ? 0 : to[i];
        }
        for (int axis = 0; snap && axis < 3; axis++) {
            float steps = Math.round(Vec3.dot(to, gizmo.axes[axis]) / SNAP) * SNAP;
            for (int i = 0; i < 3; i++) {
                delta[Motion.MOVE + i] += gizmo.axes[axis][i] * steps;
            }
        }
    }

    /** The point of a handle's line or plane under the pixel, with the gizmo where it was shown. */
    private boolean point(int handle, float x, float y, float[] dest) {
        if (handle >= PLANE_X) {
            return inPlane(x, y, handle == HUB ? facing : gizmo.axes[handle - PLANE_X], dest);
        }
        float along = onAxis(x, y, gizmo.axes[handle]);
        if (Float.isNaN(along)) {
            return false;
        }
        Vec3.addScaled(gizmo.origin, gizmo.axes[handle], along, dest);
        return camera.metresPerPixel(dest[0], dest[1], dest[2]) > 0;
    }
}
