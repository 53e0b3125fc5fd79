package dev.diorama.engine.camera;

import dev.diorama.scene.math.Mat4;

/**
 * A perspective camera that looks at a target from a distance, eased towards where the user has put it.
 *
 * <p>Right-handed, +Y up, looking along -Z of its own space; depth is reversed (1 at the near plane, 0 infinitely far). Input
 * changes the goal; {@link #tick} moves the camera towards it. Rays and projections use what is drawn, not the goal. Allocates
 * only in its constructor.
 */
public final class OrbitCamera {
    /** Vertical field of view. */
    public static final float FIELD_OF_VIEW = (float) Math.toRadians(50);

    public static final float NEAR = 0.02f;

    private static final float MIN_DISTANCE = 0.1f;
    private static final float MAX_DISTANCE = 50_000;
    private static final float MAX_TARGET = 1e6f;
    private static final float MAX_PITCH = (float) Math.toRadians(89.5);
    private static final float RADIANS_PER_PIXEL_OF_HEIGHT = (float) Math.PI;
    private static final float ZOOM_PER_PIXEL = 0.0015f;
    /** Share of the way to the goal per second, as the rate of an exponential. */
    private static final float DAMPING = 18;

    private static final float SETTLED = 1e-4f;

    private final float halfTan = (float) Math.tan(FIELD_OF_VIEW / 2);

    private final State goal = new State();
    private final State now = new State();
    private final float[] view = new float[16];
    private final float[] projection = new float[16];
    private final float[] viewProjection = new float[16];
    private final float[] scratch = new float[6];
    private int width = 1;
    private int height = 1;
    private boolean dirty = true;

    /** A camera at a slant above the origin. */
    public OrbitCamera() {
        goal.set(0, 0.5f, 0, (float) Math.toRadians(35), (float) Math.toRadians(25), 8);
        now.copy(goal);
        rebuild();
    }

    /** The canvas has this many device pixels; at least one each way. */
    public void resize(int newWidth, int newHeight) {
        int w = Math.max(1, newWidth);
        int h = Math.max(1, newHeight);
        if (w != width || h != height) {
            width = w;
            height = h;
            dirty = true;
            rebuild();
        }
    }

    /** Turns around the target by a drag of so many pixels. */
    public void orbit(float dx, float dy) {
        float scale = RADIANS_PER_PIXEL_OF_HEIGHT / height;
        goal.yaw -= dx * scale;
        goal.pitch = clamp(goal.pitch + dy * scale, -MAX_PITCH, MAX_PITCH);
        goal.restrict(now);
    }

    /** Moves camera and target so that the target's plane follows a drag of so many pixels. */
    public void pan(float dx, float dy) {
        float scale = 2 * goal.distance * halfTan / height;
        float sy = sin(goal.yaw);
        float cy = cos(goal.yaw);
        float sp = sin(goal.pitch);
        float cp = cos(goal.pitch);
        float right = -dx * scale;
        float up = dy * scale;
        goal.x += right * cy - up * sp * sy;
        goal.y += up * cp;
        goal.z += -right * sy - up * sp * cy;
        goal.restrict(now);
    }

    /** Zooms by the wheel's {@code deltaY}; the point of the target's plane under the pixel stays under it. */
    public void zoom(float x, float y, float deltaY) {
        float before = goal.distance;
        float after = clamp(before * (float) Math.exp(deltaY * ZOOM_PER_PIXEL), MIN_DISTANCE, MAX_DISTANCE);
        float sy = sin(goal.yaw);
        float cy = cos(goal.yaw);
        float sp = sin(goal.pitch);
        float cp = cos(goal.pitch);
        float right = (2 * x - width) / height * before * halfTan;
        float up = (height - 2 * y) / height * before * halfTan;
        float share = 1 - after / before;
        goal.x += (right * cy - up * sp * sy) * share;
        goal.y += up * cp * share;
        goal.z += (-right * sy - up * sp * cy) * share;
        goal.distance = after;
        goal.restrict(now);
    }

    /** Looks at a sphere so that all of it is in view, from the present direction. */
    public void frame(float x, float y, float z, float radius) {
        float half = FIELD_OF_VIEW / 2;
        if (width < height) {
            half = (float) Math.atan(halfTan * width / height);
        }
        goal.x = x;
        goal.y = y;
        goal.z = z;
        goal.distance = clamp(1.15f * radius / sin(half), MIN_DISTANCE, MAX_DISTANCE);
        goal.restrict(now);
    }

    /**
     * Eases towards the goal.
     *
     * @return whether what is drawn changed, by this or by a resize since the last call
     */
    public boolean tick(float dt) {
        if (!now.equalTo(goal)) {
            float share = dt <= 0 ? 0 : 1 - (float) Math.exp(-DAMPING * dt);
            now.approach(goal, share);
            rebuild();
            dirty = true;
        }
        boolean changed = dirty;
        dirty = false;
        return changed;
    }

    /** Goes to the goal at once. */
    public void settle() {
        if (!now.equalTo(goal)) {
            now.copy(goal);
            rebuild();
            dirty = true;
        }
    }

    /** World to camera space, column-major; the camera's own array, as are the next two. */
    public float[] view() {
        return view;
    }

    public float[] projection() {
        return projection;
    }

    public float[] viewProjection() {
        return viewProjection;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    public float eyeX() {
        return now.x + now.distance * sin(now.yaw) * cos(now.pitch);
    }

    public float eyeY() {
        return now.y + now.distance * sin(now.pitch);
    }

    public float eyeZ() {
        return now.z + now.distance * cos(now.yaw) * cos(now.pitch);
    }

    public float targetX() {
        return goal.x;
    }

    public float targetY() {
        return goal.y;
    }

    public float targetZ() {
        return goal.z;
    }

    public float distance() {
        return now.distance;
    }

    /** The ray through a pixel: {@code dest} = origin x y z, unit direction x y z. */
    public void ray(float x, float y, float[] dest) {
        float right = (2 * x - width) / height * halfTan;
        float up = (height - 2 * y) / height * halfTan;
        float dx = view[0] * right + view[1] * up - view[2];
        float dy = view[4] * right + view[5] * up - view[6];
        float dz = view[8] * right + view[9] * up - view[10];
        float length = (float) Math.sqrt(dx * dx + dy * dy + dz * dz);
        dest[0] = eyeX();
        dest[1] = eyeY();
        dest[2] = eyeZ();
        dest[3] = dx / length;
        dest[4] = dy / length;
        dest[5] = dz / length;
    }

    /**
     * Where a world point is drawn: {@code dest} = pixel x, pixel y, distance along the view.
     *
     * @return false, with only the distance set, when the point is not in front of the camera
     */
    public boolean project(float x, float y, float z, float[] dest) {
        float depth = -(view[2] * x + view[6] * y + view[10] * z + view[14]);
        dest[2] = depth;
        if (depth < NEAR) {
            return false;
        }
        float right = view[0] * x + view[4] * y + view[8] * z + view[12];
        float up = view[1] * x + view[5] * y + view[9] * z + view[13];
        float pixels = height / (2 * halfTan * depth);
        dest[0] = width / 2f + right * pixels;
        dest[1] = height / 2f - up * pixels;
        return true;
    }

    /** How many metres a pixel spans at a world point's depth; 0 when the point is behind the camera. */
    public float metresPerPixel(float x, float y, float z) {
        project(x, y, z, scratch);
        return scratch[2] < NEAR ? 0 : 2 * scratch[2] * halfTan / height;
    }

    private void rebuild() {
        float sy = sin(now.yaw);
        float cy = cos(now.yaw);
        float sp = sin(now.pitch);
        float cp = cos(now.pitch);
        basis(0, cy, 0, -sy);
        basis(1, -sp * sy, cp, -sp * cy);
        basis(2, sy * cp, sp, cy * cp);
        view[15] = 1;
        Mat4.perspective(FIELD_OF_VIEW, (float) width / height, NEAR, projection);
        Mat4.multiply(projection, view, viewProjection);
    }

    private void basis(int row, float x, float y, float z) {
        view[row] = x;
        view[4 + row] = y;
        view[8 + row] = z;
        view[12 + row] = -(x * eyeX() + y * eyeY() + z * eyeZ());
    }

    private static float sin(float a) {
        return (float) Math.sin(a);
    }

    private static float cos(float a) {
        return (float) Math.cos(a);
    }

    private static float clamp(float v, float low, float high) {
        return v < low ? low : v > high ? high : v;
    }

    private static final class State {
        private float x;
        private float y;
        private float z;
        private float yaw;
        private float pitch;
        private float distance;

        void set(float newX, float newY, float newZ, float newYaw, float newPitch, float newDistance) {
            x = newX;
            y = newY;
            z = newZ;
            yaw = newYaw;
            pitch = newPitch;
            distance = newDistance;
        }

        void copy(State other) {
            set(other.x, other.y, other.z, other.yaw, other.pitch, other.distance);
        }

        /** Takes back what is no number, and keeps the target where single precision still tells points apart. */
        void restrict(State before) {
            if (Float.isNaN(x + y + z + yaw + pitch + distance) || Float.isInfinite(yaw)) {
                copy(before);
            }
            x = clamp(x, -MAX_TARGET, MAX_TARGET);
            y = clamp(y, -MAX_TARGET, MAX_TARGET);
            z = clamp(z, -MAX_TARGET, MAX_TARGET);
        }

        boolean equalTo(State o) {
            return x == o.x && y == o.y && z == o.z && yaw == o.yaw && pitch == o.pitch && distance == o.distance;
        }

        /** Goes a share of the way; all six alike, so that a zoom keeps the pixel it zooms to. */
        void approach(State to, float share) {
            x += (to.x - x) * share;
            y += (to.y - y) * share;
            z += (to.z - z) * share;
            yaw += (to.yaw - yaw) * share;
            pitch += (to.pitch - pitch) * share;
            distance += (to.distance - distance) * share;
            float small = SETTLED * to.distance;
            if (near(x, to.x, small)
                    && near(y, to.y, small)
                    && near(z, to.z, small)
                    && near(distance, to.distance, small)
                    && near(yaw, to.yaw, SETTLED)
                    && near(pitch, to.pitch, SETTLED)) {
                copy(to);
            }
        }

        private static boolean near(float a, float b, float by) {
            return Math.abs(a - b) <= by;
        }
    }
}
