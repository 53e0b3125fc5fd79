package dev.diorama.engine.gizmo;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.scene.Motion;
import dev.diorama.scene.math.Vec3;

/** Scales along an axis by the cube at its end, along two by the square between them, or all alike by the cube in the middle. */
final class ScaleHandles extends AxisHandles {
    private static final float SNAP = 0.1f;
    private static final float LEAST = 0.01f;

    private float start;
    private float startX;
    private float startY;

    ScaleHandles(TransformGizmo gizmo, OrbitCamera camera) {
        super(gizmo, camera);
    }

    @Override
    boolean begin(int handle, float x, float y) {
        startX = x;
        startY = y;
        start = reach(handle, x, y);
        return handle == HUB || Math.abs(start) > 1e-6f;
    }

    @Override
    void move(int handle, float x, float y, boolean snap) {
        // The hub has no direction: right and up are larger.
        float factor = handle == HUB
                ? (float) Math.exp((x - startX - (y - startY)) / gizmo.axisPixels())
                : reach(handle, x, y) / start;
        if (Float.isNaN(factor)) {
            return;
        }
        factor = Math.max(factor, LEAST);
        if (snap) {
            factor = Math.max(Math.round(factor / SNAP), 1) * SNAP;
        }
        float grown = (float) Math.log(factor);
        for (int axis = 0; axis < 3; axis++) {
            boolean held = handle == HUB || handle == axis || (handle >= PLANE_X && handle - PLANE_X != axis);
            gizmo.motion.values[Motion.GROW + axis] = held ? grown : 0;
        }
    }

    /** How far from the origin the pointer is, along what the handle scales. */
    private float reach(int handle, float x, float y) {
        if (handle < PLANE_X) {
            return onAxis(x, y, gizmo.axes[handle]);
        }
        if (handle == HUB || !inPlane(x, y, gizmo.axes[handle - PLANE_X], to)) {
            return Float.NaN;
        }
        Vec3.subtract(to, gizmo.origin, to);
        int across = handle - PLANE_X;
        return Vec3.dot(to, gizmo.axes[(across + 1) % 3]) + Vec3.dot(to, gizmo.axes[(across + 2) % 3]);
    }
}
