package dev.diorama.engine.gizmo;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.scene.Motion;
import dev.diorama.scene.math.Vec3;

/** Turns about an axis by the ring around it, or about the direction of the view by the outer ring. */
final class RotateHandles extends Handles {
    /** Handles 0, 1, 2 are the rings around the axes; this one faces the screen. */
    static final int SCREEN = 3;

    /** Radius of the outer ring in lengths of an axis. */
    static final float OUTER = 1.18f;

    private static final float SNAP = (float) Math.toRadians(15);
    private static final int STEPS = 64;
    /** How far from a ring it can be grabbed, as a share of its radius. */
    private static final float REACH = 0.09f;
    /** Seen from its edge by less than this a ring is dragged along its tangent on the screen. */
    private static final float EDGE = 0.2f;

    private final float[] view = new float[3];
    private final float[] axis = new float[3];
    private final float[] u = new float[3];
    private final float[] v = new float[3];
    private final float[] point = new float[3];
    private float startX;
    private float startY;
    private float tangentX;
    private float tangentY;
    private boolean edgeOn;
    private float last;
    private float angle;

    RotateHandles(TransformGizmo gizmo, OrbitCamera camera) {
        super(gizmo, camera);
    }

    @Override
    boolean grabPoint(int handle, float length, float[] dest) {
        if (handle < 0 || handle > SCREEN) {
            return false;
        }
        plane(handle);
        float radius = handle == SCREEN ? OUTER * length : length;
        for (int i = 0; i < STEPS; i++) {
            // Off the places where rings cross.
            if (pointOf(i + 5, radius)
                    && (handle == SCREEN || front())
                    && camera.project(point[0], point[1], point[2], dest)) {
                return true;
            }
        }
        return false;
    }

    @Override
    int handleAt(float x, float y, float length) {
        int best = NONE;
        float bestDistance = REACH * gizmo.axisPixels();
        for (int handle = 0; handle <= SCREEN; handle++) {
            plane(handle);
            float radius = handle == SCREEN ? OUTER * length : length;
            for (int i = 0; i < STEPS; i++) {
                if (!pointOf(i, radius) || (handle != SCREEN && !front())) {
                    continue;
                }
                if (!camera.project(point[0], point[1], point[2], from)) {
                    continue;
                }
                float dx = x - from[0];
                float dy = y - from[1];
                float distance = (float) Math.sqrt(dx * dx + dy * dy);
                if (distance < bestDistance) {
                    bestDistance = distance;
                    best = handle;
                }
            }
        }
        return best;
    }

    @Override
    boolean begin(int handle, float x, float y) {
        plane(handle);
        startX = x;
        startY = y;
        angle = 0;
        edgeOn = Math.abs(slant(axis)) < EDGE;
        if (!edgeOn) {
            last = angleAt(x, y);
            return !Float.isNaN(last);
        }
        // The near side of the ring moves along axis x view on the screen.
        float[] o = gizmo.origin;
        Vec3.cross(axis, view, to);
        float step = gizmo.axisLength() * 0.1f;
        if (!camera.project(o[0], o[1], o[2], from)) {
            return false;
        }
        float ox = from[0];
        float oy = from[1];
        camera.project(o[0] + to[0] * step, o[1] + to[1] * step, o[2] + to[2] * step, from);
        float length = (float) Math.sqrt((from[0] - ox) * (from[0] - ox) + (from[1] - oy) * (from[1] - oy));
        if (!(length > 0)) {
            return false;
        }
        tangentX = (from[0] - ox) / length;
        tangentY = (from[1] - oy) / length;
        return true;
    }

    @Override
    void move(int handle, float x, float y, boolean snap) {
        if (edgeOn) {
            angle = ((x - startX) * tangentX + (y - startY) * tangentY) / gizmo.axisPixels();
        } else {
            float now = angleAt(x, y);
            if (Float.isNaN(now)) {
                return;
            }
            // The short way from the last pointer position, so that several turns add up.
            float step = now - last;
            step -= 2 * (float) Math.PI * Math.round(step / (2 * Math.PI));
            angle += step;
            last = now;
        }
        float turned = snap ? Math.round(angle / SNAP) * SNAP : angle;
        for (int i = 0; i < 3; i++) {
            gizmo.motion.values[Motion.TURN + i] = axis[i] * turned;
        }
    }

    private float angleAt(float x, float y) {
        if (!inPlane(x, y, axis, point)) {
            return Float.NaN;
        }
        Vec3.subtract(point, gizmo.origin, point);
        return (float) Math.atan2(Vec3.dot(point, v), Vec3.dot(point, u));
    }

    /** The plane of a ring: its axis, and two directions in it. */
    private void plane(int handle) {
        float[] matrix = camera.view();
        for (int i = 0; i < 3; i++) {
            view[i] = matrix[4 * i + 2];
        }
        if (handle == SCREEN) {
            for (int i = 0; i < 3; i++) {
                axis[i] = matrix[4 * i + 2];
                u[i] = matrix[4 * i];
                v[i] = matrix[4 * i + 1];
            }
            return;
        }
        Vec3.copy(gizmo.axes[handle], axis);
        Vec3.copy(gizmo.axes[(handle + 1) % 3], u);
        Vec3.copy(gizmo.axes[(handle + 2) % 3], v);
    }

    private boolean pointOf(int step, float radius) {
        double around = 2 * Math.PI * step / STEPS;
        float c = radius * (float) Math.cos(around);
        float s = radius * (float) Math.sin(around);
        for (int i = 0; i < 3; i++) {
            to[i] = u[i] * c + v[i] * s;
            point[i] = gizmo.origin[i] + to[i];
        }
        return radius > 0;
    }

    /** Whether the point last made is on the side of the ring that is seen. */
    private boolean front() {
        return Vec3.dot(to, view) > -0.02f * Vec3.length(to);
    }
}
