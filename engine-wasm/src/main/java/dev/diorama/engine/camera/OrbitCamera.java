package dev.diorama.engine.camera;

import dev.diorama.scene.math.Mat4;

/**
 * A camera, with perspective or without, that looks at a target from a distance, eased towards where the user has put it.
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

    private static final float LOOK_PER_PIXEL_OF_HEIGHT = (float) Math.toRadians(70);
    private static final float QUARTER = (float) (Math.PI / 2);
    private static final float FLY_SPEED = 0.9f;
    private static final float MIN_FLY_SPEED = 1;
    /** Shift makes it faster. */
    private static final float MAX_FLY = 4;

    private static final float MIN_REACH = 500;
    private static final float REACH_PER_DISTANCE = 20;

    private static final float SETTLED = 1e-4f;

    private static final float HALF_TAN = (float) Math.tan(FIELD_OF_VIEW / 2);

    private final State goal = new State();
    private final State now = new State();
    private final float[] view = new float[16];
    private final float[] projection = new float[16];
    private final float[] viewProjection = new float[16];
    private final float[] scratch = new float[6];
    /** Of the field of view that is drawn. */
    private float halfTan;

    private int width = 1;
    private int height = 1;
    private boolean dirty = true;
    private int turns;
    private boolean orthographic;
    private float flyRight;
    private float flyUp;
    private float flyForward;

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
        turns++;
        float scale = RADIANS_PER_PIXEL_OF_HEIGHT / height;
        goal.yaw -= dx * scale;
        goal.pitch = clamp(goal.pitch + dy * scale, -MAX_PITCH, MAX_PITCH);
        goal.restrict(now);
    }

    /** Turns the view on the spot by a drag of so many pixels: the eye stays where it is. */
    public void look(float dx, float dy) {
        turns++;
        float scale = LOOK_PER_PIXEL_OF_HEIGHT / height;
        float x = goal.eyeX();
        float y = goal.eyeY();
        float z = goal.eyeZ();
        goal.yaw -= dx * scale;
        goal.pitch = clamp(goal.pitch + dy * scale, -MAX_PITCH, MAX_PITCH);
        goal.x += x - goal.eyeX();
        goal.y += y - goal.eyeY();
        goal.z += z - goal.eyeZ();
        goal.restrict(now);
    }

    /** Flies on and on, each way from -1 to 1; all zero to stop. The speed goes by the distance of the target. */
    public void fly(float right, float up, float forward) {
        turns++;
        flyRight = clamp(right, -MAX_FLY, MAX_FLY);
        flyUp = clamp(up, -MAX_FLY, MAX_FLY);
        flyForward = clamp(forward, -MAX_FLY, MAX_FLY);
    }

    /** Looks from a direction, the short way round; straight from above and from below, too. */
    public void view(float yaw, float pitch) {
        turns++;
        float turn = 2 * (float) Math.PI;
        goal.yaw = yaw + turn * Math.round((goal.yaw - yaw) / turn);
        goal.pitch = clamp(pitch, -QUARTER, QUARTER);
        goal.restrict(now);
    }

    /** Draws without perspective, or with it again; what is at the target keeps its size. */
    public void setOrthographic(boolean without) {
        if (orthographic != without) {
            orthographic = without;
            rebuild();
            dirty = true;
        }
    }

    public boolean orthographic() {
        return orthographic;
    }

    /** Angle around +Y, 0 looking along -Z. */
    public float yaw() {
        return now.yaw;
    }

    /** Angle above the ground, at most a quarter turn. */
    public float pitch() {
        return now.pitch;
    }

    /** Moves camera and target so that the target's plane follows a drag of so many pixels. */
    public void pan(float dx, float dy) {
        turns++;
        float scale = 2 * goal.distance * HALF_TAN / height;
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
        turns++;
        float before = goal.distance;
        float after = clamp(before * (float) Math.exp(deltaY * ZOOM_PER_PIXEL), MIN_DISTANCE, MAX_DISTANCE);
        float sy = sin(goal.yaw);
        float cy = cos(goal.yaw);
        float sp = sin(goal.pitch);
        float cp = cos(goal.pitch);
        float right = (2 * x - width) / height * before * HALF_TAN;
        float up = (height - 2 * y) / height * before * HALF_TAN;
        float share = 1 - after / before;
        goal.x += (right * cy - up * sp * sy) * share;
        goal.y += up * cp * share;
        goal.z += (-right * sy - up * sp * cy) * share;
        goal.distance = after;
        goal.restrict(now);
    }

    /** Looks at a sphere so that all of it is in view, from the present direction. */
    public void frame(float x, float y, float z, float radius) {
        turns++;
        float half = FIELD_OF_VIEW / 2;
        if (width < height) {
            half = (float) Math.atan(HALF_TAN * width / height);
        }
        goal.x = x;
        goal.y = y;
        goal.z = z;
        goal.distance = clamp(1.15f * radius / sin(half), MIN_DISTANCE, MAX_DISTANCE);
        goal.restrict(now);
    }

    /** Looks from where somebody else does; this is no turn of one's own. */
    public void lookFrom(float x, float y, float z, float distance, float yaw, float pitch) {
        int own = turns;
        view(yaw, pitch);
        turns = own;
        goal.x = x;
        goal.y = y;
        goal.z = z;
        goal.distance = clamp(distance, MIN_DISTANCE, MAX_DISTANCE);
        goal.restrict(now);
    }

    /** Looks as a camera of the scene does, along its -Z with its Y up; this is no turn of one's own. */
    public void lookThrough(float[] world, float distance, float fieldOfView) {
        float[] w = world;
        float length = (float) Math.sqrt(w[8] * w[8] + w[9] * w[9] + w[10] * w[10]);
        float back = distance / length;
        float yaw = w[8] == 0 && w[10] == 0 ? 0 : (float) Math.atan2(w[8], w[10]);
        float pitch = (float) Math.asin(clamp(w[9] / length, -1, 1));
        lookFrom(w[12] - back * w[8], w[13] - back * w[9], w[14] - back * w[10], distance, yaw, pitch);
        // How far its right is turned from the level one.
        float level = w[0] * cos(yaw) - w[2] * sin(yaw);
        float up = w[1] * cos(pitch) - sin(pitch) * (w[0] * sin(yaw) + w[2] * cos(yaw));
        goal.roll = (float) Math.atan2(up, level);
        goal.fieldOfView = fieldOfView;
        goal.restrict(now);
    }

    /** Sees as usual again: upright, with {@link #FIELD_OF_VIEW}. */
    public void level() {
        goal.roll = 0;
        goal.fieldOfView = FIELD_OF_VIEW;
    }

    /** How often this person has moved it. */
    public int turns() {
        return turns;
    }

    /** The angle around +Y that it goes to. */
    public float goalYaw() {
        return goal.yaw;
    }

    /** The angle above the ground that it goes to. */
    public float goalPitch() {
        return goal.pitch;
    }

    /** The distance of the eye that it goes to. */
    public float goalDistance() {
        return goal.distance;
    }

    /**
     * Eases towards the goal.
     *
     * @return whether what is drawn changed, by this or by a resize since the last call
     */
    public boolean tick(float dt) {
        if (dt > 0 && (flyRight != 0 || flyUp != 0 || flyForward != 0)) {
            float step = Math.max(FLY_SPEED * goal.distance, MIN_FLY_SPEED) * dt;
            goal.x += (flyRight * view[0] + flyUp * view[1] - flyForward * view[2]) * step;
            goal.y += (flyRight * view[4] + flyUp * view[5] - flyForward * view[6]) * step;
            goal.z += (flyRight * view[8] + flyUp * view[9] - flyForward * view[10]) * step;
            goal.restrict(now);
        }
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
        return now.eyeX();
    }

    public float eyeY() {
        return now.eyeY();
    }

    public float eyeZ() {
        return now.eyeZ();
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

    /** How far it is turned about the way it looks. */
    public float roll() {
        return now.roll;
    }

    /** The ray through a pixel: {@code dest} = origin x y z, unit direction x y z. */
    public void ray(float x, float y, float[] dest) {
        float right = (2 * x - width) / height * halfTan;
        float up = (height - 2 * y) / height * halfTan;
        if (orthographic) {
            // From beside the eye, and far enough behind it to meet everything that is drawn.
            float back = reach();
            for (int i = 0; i < 3; i++) {
                float[] v = view;
                dest[i] = (right * v[4 * i] + up * v[4 * i + 1]) * now.distance + back * v[4 * i + 2];
                dest[3 + i] = -v[4 * i + 2];
            }
            dest[0] += eyeX();
            dest[1] += eyeY();
            dest[2] += eyeZ();
            return;
        }
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

    /** The world point that is drawn at a pixel with this reversed depth: the first three of {@code dest}, which has room for a ray. */
    public void unproject(float x, float y, float depth, float[] dest) {
        ray(x, y, dest);
        float along = -(view[2] * dest[3] + view[6] * dest[4] + view[10] * dest[5]);
        float distance = orthographic ? (1 - depth) * 2 * reach() : NEAR / depth / along;
        for (int i = 0; i < 3; i++) {
            dest[i] += distance * dest[3 + i];
        }
    }

    /**
     * Where a world point is drawn: {@code dest} = pixel x, pixel y, distance along the view.
     *
     * @return false, with only the distance set, when the point is not in front of the camera
     */
    public boolean project(float x, float y, float z, float[] dest) {
        float depth = -(view[2] * x + view[6] * y + view[10] * z + view[14]);
        dest[2] = depth;
        if (!orthographic && depth < NEAR) {
            return false;
        }
        float right = view[0] * x + view[4] * y + view[8] * z + view[12];
        float up = view[1] * x + view[5] * y + view[9] * z + view[13];
        float pixels = height / (2 * halfTan * (orthographic ? now.distance : depth));
        dest[0] = width / 2f + right * pixels;
        dest[1] = height / 2f - up * pixels;
        return true;
    }

    /** How many metres a pixel spans at a world point's depth; 0 when the point is behind the camera. */
    public float metresPerPixel(float x, float y, float z) {
        project(x, y, z, scratch);
        if (orthographic) {
            return 2 * now.distance * halfTan / height;
        }
        return scratch[2] < NEAR ? 0 : 2 * scratch[2] * halfTan / height;
    }

    private void rebuild() {
        float sy = sin(now.yaw);
        float cy = cos(now.yaw);
        float sp = sin(now.pitch);
        float cp = cos(now.pitch);
        float sr = sin(now.roll);
        float cr = cos(now.roll);
        halfTan = (float) Math.tan(now.fieldOfView / 2);
        basis(0, cr * cy - sr * sp * sy, sr * cp, -cr * sy - sr * sp * cy);
        basis(1, -cr * sp * sy - sr * cy, cr * cp, sr * sy - cr * sp * cy);
        basis(2, sy * cp, sp, cy * cp);
        view[15] = 1;
        if (orthographic) {
            float half = now.distance * halfTan;
            Mat4.orthographic(half * width / height, half, -reach(), reach(), projection);
            Mat4.multiply(projection, view, viewProjection);
            return;
        }
        Mat4.perspective(now.fieldOfView, (float) width / height, NEAR, projection);
        Mat4.multiply(projection, view, viewProjection);
    }

    /** How far before and behind the eye things are drawn without perspective. */
    private float reach() {
        return Math.max(MIN_REACH, REACH_PER_DISTANCE * now.distance);
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
        private float roll;
        private float fieldOfView = FIELD_OF_VIEW;

        void set(float newX, float newY, float newZ, float newYaw, float newPitch, float newDistance) {
            x = newX;
            y = newY;
            z = newZ;
            yaw = newYaw;
            pitch = newPitch;
            distance = newDistance;
        }

        float eyeX() {
            return x + distance * sin(yaw) * cos(pitch);
        }

        float eyeY() {
            return y + distance * sin(pitch);
        }

        float eyeZ() {
            return z + distance * cos(yaw) * cos(pitch);
        }

        void copy(State other) {
            set(other.x, other.y, other.z, other.yaw, other.pitch, other.distance);
            roll = other.roll;
            fieldOfView = other.fieldOfView;
        }

        /** Takes back what is no number, and keeps the target where single precision still tells points apart. */
        void restrict(State before) {
            if (Float.isNaN(x + y + z + yaw + pitch + distance + roll) || Float.isInfinite(yaw)) {
                copy(before);
            }
            x = clamp(x, -MAX_TARGET, MAX_TARGET);
            y = clamp(y, -MAX_TARGET, MAX_TARGET);
            z = clamp(z, -MAX_TARGET, MAX_TARGET);
        }

        boolean equalTo(State o) {
            return x == o.x
                    && y == o.y
                    && z == o.z
                    && yaw == o.yaw
                    && pitch == o.pitch
                    && distance == o.distance
                    && roll == o.roll
                    && fieldOfView == o.fieldOfView;
        }

        /** Goes a share of the way; all alike, so that a zoom keeps the pixel it zooms to. */
        void approach(State to, float share) {
            x += (to.x - x) * share;
            y += (to.y - y) * share;
            z += (to.z - z) * share;
            yaw += (to.yaw - yaw) * share;
            pitch += (to.pitch - pitch) * share;
            distance += (to.distance - distance) * share;
            roll += (to.roll - roll) * share;
            fieldOfView += (to.fieldOfView - fieldOfView) * share;
            float small = SETTLED * to.distance;
            if (near(x, to.x, small)
                    && near(y, to.y, small)
                    && near(z, to.z, small)
                    && near(distance, to.distance, small)
                    && near(yaw, to.yaw, SETTLED)
                    && near(pitch, to.pitch, SETTLED)
                    && near(roll, to.roll, SETTLED)
                    && near(fieldOfView, to.fieldOfView, SETTLED)) {
                copy(to);
            }
        }

        private static boolean near(float a, float b, float by) {
            return Math.abs(a - b) <= by;
        }
    }
}
