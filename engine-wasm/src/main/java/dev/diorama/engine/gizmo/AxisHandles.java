package dev.diorama.engine.gizmo;

import dev.diorama.engine.camera.OrbitCamera;

/** Three axes, three squares between them and a hub: the handles of moving and of scaling. */
abstract sealed class AxisHandles extends Handles permits MoveHandles, ScaleHandles {
    /** Handles 0, 1, 2 are the axes; these lie in the planes across them. */
    static final int PLANE_X = 3;

    static final int HUB = 6;

    private static final float PLANE_FROM = 0.22f;
    private static final float PLANE_TO = 0.45f;
    private static final float AXIS_FROM = 0.12f;
    private static final float HUB_REACH = 0.07f;
    private static final float GRAB_AT = 0.8f;
    /** How far from an axis it can be grabbed, as a share of its length. */
    private static final float REACH = 0.1f;

    /** Below this share of its length on the screen an axis points at the camera and cannot be dragged. */
    private static final float MIN_FORESHORTENING = 0.08f;

    private static final float MIN_PLANE_SLANT = 0.05f;

    /** How long the axes are, in their usual lengths. */
    float stretch = 1;

    private final float[] corners = new float[8];
    private final float[] local = new float[3];

    AxisHandles(TransformGizmo gizmo, OrbitCamera camera) {
        super(gizmo, camera);
    }

    @Override
    final boolean grabPoint(int handle, float length, float[] dest) {
        if (handle < 0 || handle > HUB) {
            return false;
        }
        if (handle < PLANE_X) {
            return axisPoint(handle, length * stretch * GRAB_AT, dest);
        }
        float half = length * (PLANE_FROM + PLANE_TO) / 2;
        return handle == HUB ? axisPoint(0, 0, dest) : planePoint(handle - PLANE_X, half, half, dest);
    }

    @Override
    final int handleAt(float x, float y, float length) {
        if (onHub(x, y)) {
            return HUB;
        }
        int best = NONE;
        float bestDistance = REACH * gizmo.axisPixels();
        for (int axis = 0; axis < 3; axis++) {
            float distance = distanceToAxis(axis, length, x, y);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = axis;
            }
        }
        for (int across = 0; best == NONE && across < 3; across++) {
            if (insidePlane(across, length, x, y)) {
                best = PLANE_X + across;
            }
        }
        return best;
    }

    private boolean onHub(float x, float y) {
        if (!axisPoint(0, 0, from)) {
            return false;
        }
        float reach = HUB_REACH * gizmo.axisPixels();
        float dx = x - from[0];
        float dy = y - from[1];
        return dx * dx + dy * dy < reach * reach;
    }

    private float distanceToAxis(int axis, float length, float x, float y) {
        if (!axisPoint(axis, length * AXIS_FROM, from) || !axisPoint(axis, length * stretch, to)) {
            return Float.MAX_VALUE;
        }
        float ax = to[0] - from[0];
        float ay = to[1] - from[1];
        float squared = ax * ax + ay * ay;
        float least = MIN_FORESHORTENING * gizmo.axisPixels();
        if (squared < least * least) {
            return Float.MAX_VALUE;
        }
        float share = ((x - from[0]) * ax + (y - from[1]) * ay) / squared;
        share = share < 0 ? 0 : share > 1 ? 1 : share;
        float dx = x - from[0] - ax * share;
        float dy = y - from[1] - ay * share;
        return (float) Math.sqrt(dx * dx + dy * dy);
    }

    private boolean insidePlane(int across, float length, float x, float y) {
        float low = length * PLANE_FROM;
        float high = length * PLANE_TO;
        if (Math.abs(slant(gizmo.axes[across])) < MIN_PLANE_SLANT
                || !corner(0, across, low, low)
                || !corner(1, across, high, low)
                || !corner(2, across, high, high)
                || !corner(3, across, low, high)) {
            return false;
        }
        boolean left = false;
        boolean right = false;
        for (int i = 0; i < 4; i++) {
            int a = 2 * i;
            int b = 2 * ((i + 1) & 3);
            float side = (corners[b] - corners[a]) * (y - corners[a + 1])
                    - (corners[b + 1] - corners[a + 1]) * (x - corners[a]);
            left |= side > 0;
            right |= side < 0;
        }
        return left != right;
    }

    private boolean corner(int index, int across, float u, float v) {
        if (!planePoint(across, u, v, from)) {
            return false;
        }
        corners[2 * index] = from[0];
        corners[2 * index + 1] = from[1];
        return true;
    }

    private boolean axisPoint(int axis, float along, float[] dest) {
        return project(axis == 0 ? along : 0, axis == 1 ? along : 0, axis == 2 ? along : 0, dest);
    }

    private boolean planePoint(int across, float u, float v, float[] dest) {
        local[across] = 0;
        local[(across + 1) % 3] = u;
        local[(across + 2) % 3] = v;
        return project(local[0], local[1], local[2], dest);
    }
}
