package dev.diorama.engine.gizmo;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.scene.math.Ray;

/** Moves along a world axis by its arrow, in a world plane by the square between two arrows, or along the screen by its hub. */
public final class TranslateGizmo extends TransformGizmo {
    /** Handles 0, 1, 2 are the arrows along X, Y, Z; these lie in the planes across X, Y, Z. */
    public static final int PLANE_X = 3;

    public static final int PLANE_Y = 4;
    public static final int PLANE_Z = 5;
    /** The hub, which moves in the plane of the screen. */
    public static final int HUB = 6;

    /** From where to where on an axis, as shares of its length, a plane's square reaches. */
    public static final float PLANE_FROM = 0.22f;

    public static final float PLANE_TO = 0.45f;

    private static final float AXIS_FROM = 0.12f;
    private static final float HUB_REACH = 0.07f;
    private static final float GRAB_AT = 0.8f;
    /** How far from an axis it can be grabbed, as a share of its length. */
    private static final float REACH = 0.1f;

    private static final float SNAP = 0.1f;
    /** Below this share of its length on the screen an axis points at the camera and cannot be dragged. */
    private static final float MIN_FORESHORTENING = 0.08f;

    private static final float MIN_PLANE_SLANT = 0.05f;

    private static final float[][] UNIT = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};

    private final float[] start = new float[3];
    private final float[] facing = new float[3];
    private final float[] from = new float[3];
    private final float[] to = new float[3];
    private final float[] corners = new float[8];

    public TranslateGizmo(OrbitCamera camera) {
        super(camera);
    }

    @Override
    public boolean grabPoint(int handle, float[] dest) {
        if (!visible()) {
            return false;
        }
        float length = axisLength();
        if (handle < PLANE_X) {
            return length > 0 && axisPoint(handle, length * GRAB_AT, dest);
        }
        if (handle == HUB) {
            return length > 0 && axisPoint(0, 0, dest);
        }
        int across = handle - PLANE_X;
        return length > 0
                && planePoint(across, length * (PLANE_FROM + PLANE_TO) / 2, length * (PLANE_FROM + PLANE_TO) / 2, dest);
    }

    @Override
    int handleAt(float x, float y) {
        float length = axisLength();
        if (length == 0) {
            return NONE;
        }
        if (onHub(x, y)) {
            return HUB;
        }
        int best = NONE;
        float bestDistance = REACH * axisPixels();
        for (int axis = 0; axis < 3; axis++) {
            float distance = distanceToAxis(axis, length, x, y);
            if (distance < bestDistance) {
                bestDistance = distance;
                best = axis;
            }
        }
        if (best != NONE) {
            return best;
        }
        for (int across = 0; across < 3; across++) {
            if (insidePlane(across, length, x, y)) {
                return PLANE_X + across;
            }
        }
        return NONE;
    }

    private boolean onHub(float x, float y) {
        if (!axisPoint(0, 0, from)) {
            return false;
        }
        float reach = HUB_REACH * axisPixels();
        float dx = x - from[0];
        float dy = y - from[1];
        return dx * dx + dy * dy < reach * reach;
    }

    private float distanceToAxis(int axis, float length, float x, float y) {
        if (!axisPoint(axis, length * AXIS_FROM, from) || !axisPoint(axis, length, to)) {
            return Float.MAX_VALUE;
        }
        float ax = to[0] - from[0];
        float ay = to[1] - from[1];
        float squared = ax * ax + ay * ay;
        float least = MIN_FORESHORTENING * axisPixels();
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
        if (Math.abs(slant(across)) < MIN_PLANE_SLANT
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

    /** Cosine between the view of the origin and a plane's normal. */
    private float slant(int across) {
        float dx = origin[0] - camera.eyeX();
        float dy = origin[1] - camera.eyeY();
        float dz = origin[2] - camera.eyeZ();
        float along = across == 0 ? dx : across == 1 ? dy : dz;
        return along / (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
    }

    private boolean axisPoint(int axis, float along, float[] dest) {
        float x = origin[0] + (axis == 0 ? along : 0);
        float y = origin[1] + (axis == 1 ? along : 0);
        float z = origin[2] + (axis == 2 ? along : 0);
        return camera.project(x, y, z, dest);
    }

    private boolean planePoint(int across, float u, float v, float[] dest) {
        float x = origin[0] + (across == 0 ? 0 : u);
        float y = origin[1] + (across == 1 ? 0 : across == 0 ? u : v);
        float z = origin[2] + (across == 2 ? 0 : v);
        return camera.project(x, y, z, dest);
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
        for (int i = 0; i < 3; i++) {
            float moved = to[i] - start[i];
            delta[i] = snap ? Math.round(moved / SNAP) * SNAP : moved;
        }
    }

    /** The point of a handle's line or plane under the pixel, with the gizmo where it was shown. */
    private boolean point(int handle, float x, float y, float[] dest) {
        camera.ray(x, y, ray);
        if (handle < PLANE_X) {
            return pointOnAxis(handle, dest);
        }
        if (handle == HUB) {
            return pointInPlane(facing, dest);
        }
        int across = handle - PLANE_X;
        boolean found = pointInPlane(UNIT[across], dest);
        dest[across] = origin[across];
        return found;
    }

    private boolean pointOnAxis(int axis, float[] dest) {
        float along = Ray.closestOnLine(ray, origin, UNIT[axis]);
        if (Float.isNaN(along)) {
            return false;
        }
        System.arraycopy(origin, 0, dest, 0, 3);
        dest[axis] += along;
        return camera.metresPerPixel(dest[0], dest[1], dest[2]) > 0;
    }

    private boolean pointInPlane(float[] normal, float[] dest) {
        float distance = Ray.intersectPlane(ray, origin, normal);
        if (Float.isNaN(distance)) {
            return false;
        }
        Ray.at(ray, distance, dest);
        return true;
    }
}
