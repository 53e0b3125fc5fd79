package dev.diorama.engine.gizmo;

import dev.diorama.engine.camera.OrbitCamera;
import dev.diorama.engine.scene.Motion;
import dev.diorama.scene.math.Quat;

/**
 * Handles for moving, rotating, scaling, or all of these: a place and axes in the world, a size on the screen, one handle that is hovered or held.
 *
 * <p>Handles are numbers: 0, 1, 2 belong to the axes, 3, 4, 5 to the planes across them, 6 to the hub; of the rotating ones 3 is the
 * ring that faces the screen, and where there are others, too, these count from {@link #RINGS}; {@link #NONE} is no handle. Nothing allocates after construction.
 */
public final class TransformGizmo {
    public static final int NONE = -1;

    /** The first of the squares, which lies across X. */
    public static final int PLANE_X = AxisHandles.PLANE_X;
    /** The hub: moves along the screen, scales all alike. */
    public static final int HUB = AxisHandles.HUB;
    /** The first of the rings that are there with other handles. */
    public static final int RINGS = 8;
    /** The ring that faces the screen. */
    public static final int SCREEN = RotateHandles.SCREEN;

    /** Length of an axis on the screen, in pixels of a 1080-pixel-high canvas or less; grows with the canvas beyond. */
    private static final float AXIS_PIXELS = 96;

    /** How far the arrows reach out of the rings around them. */
    private static final float STRETCH = 1.5f;

    private static final float REFERENCE_HEIGHT = 1080;

    final float[] origin = new float[3];
    final float[][] axes = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    final Motion motion = new Motion();
    private final float[] turn = {0, 0, 0, 1};
    private final OrbitCamera camera;
    private final AxisHandles move;
    private final Handles rotate;
    private final Handles scale;
    private Tool tool = Tool.MOVE;
    private boolean visible;
    private int hovered = NONE;
    private int held = NONE;

    public TransformGizmo(OrbitCamera camera) {
        this.camera = camera;
        move = new MoveHandles(this, camera);
        rotate = new RotateHandles(this, camera);
        scale = new ScaleHandles(this, camera);
    }

    /** Changes the tool and lets go of the handles. */
    public void use(Tool newTool) {
        tool = newTool;
        move.stretch = tool == Tool.COMBINED ? STRETCH : 1;
        hovered = NONE;
        held = NONE;
    }

    public Tool tool() {
        return tool;
    }

    /** Shows the gizmo at a world point, along the world's axes. */
    public void show(float x, float y, float z) {
        origin[0] = x;
        origin[1] = y;
        origin[2] = z;
        visible = true;
    }

    /** Turns the axes as a quaternion says. */
    public void turn(float[] rotation) {
        System.arraycopy(rotation, 0, turn, 0, 4);
        for (int axis = 0; axis < 3; axis++) {
            for (int i = 0; i < 3; i++) {
                axes[axis][i] = i == axis ? 1 : 0;
            }
            Quat.rotate(turn, axes[axis], axes[axis]);
        }
    }

    /** Hides the gizmo and lets go of its handles. */
    public void hide() {
        visible = false;
        hovered = NONE;
        held = NONE;
    }

    /**
     * Hovers what is under the pixel, unless a handle is held.
     *
     * @return whether the hovered handle changed
     */
    public boolean hover(float x, float y) {
        if (held != NONE) {
            return false;
        }
        int before = hovered;
        hovered = handleAt(x, y);
        return hovered != before;
    }

    /** Takes hold of the handle under the pixel; false when there is none. */
    public boolean grab(float x, float y) {
        int handle = handleAt(x, y);
        if (handle == NONE || !handles(handle).begin(handle & 7, x, y)) {
            return false;
        }
        held = handle;
        hovered = handle;
        motion.reset();
        System.arraycopy(origin, 0, motion.values, Motion.PIVOT, 3);
        System.arraycopy(turn, 0, motion.values, Motion.FRAME, 4);
        return true;
    }

    private int handleAt(float x, float y) {
        float length = visible() ? axisLength() : 0;
        if (!(length > 0)) {
            return NONE;
        }
        int handle = handles(0).handleAt(x, y, length);
        if (handle == NONE && tool == Tool.COMBINED) {
            int ring = rotate.handleAt(x, y, length);
            return ring == NONE ? NONE : RINGS + ring;
        }
        return handle;
    }

    /** Those that a handle is one of. */
    private Handles handles(int handle) {
        return switch (tool) {
            case SELECT, MOVE -> move;
            case COMBINED -> handle >= RINGS ? rotate : handle == HUB ? scale : move;
            case ROTATE -> rotate;
            case SCALE -> scale;
        };
    }

    /** Moves the held handle to a pixel; the result is in {@link #motion}. */
    public void drag(float x, float y, boolean snap) {
        if (held != NONE) {
            handles(held).move(held & 7, x, y, snap);
        }
    }

    /** Lets go. */
    public void release() {
        held = NONE;
    }

    /** Whether it has a place, with handles or without. */
    public boolean shown() {
        return visible;
    }

    /** Whether there are handles to be seen. */
    public boolean visible() {
        return visible && tool != Tool.SELECT;
    }

    public int hovered() {
        return hovered;
    }

    public int held() {
        return held;
    }

    /** World position of the gizmo: x y z; the gizmo's own array. */
    public float[] origin() {
        return origin;
    }

    /** The rotation of its axes, a quaternion; the gizmo's own array. */
    public float[] turn() {
        return turn;
    }

    /** What the drag amounts to since the handle was grabbed, in the world; the gizmo's own. */
    public Motion motion() {
        return motion;
    }

    /** Where to grab a handle: {@code dest} = pixel x, pixel y, distance; false when it cannot be grabbed. */
    public boolean grabPoint(int handle, float[] dest) {
        float length = visible() ? axisLength() : 0;
        return length > 0 && handles(handle).grabPoint(handle & 7, length, dest);
    }

    /** Length of an axis in metres, so that it is constant on the screen; 0 when the gizmo is behind the camera. */
    public float axisLength() {
        return axisPixels() * camera.metresPerPixel(origin[0], origin[1], origin[2]);
    }

    /** Length of an axis that is seen from the side, in pixels. */
    float axisPixels() {
        return AXIS_PIXELS * Math.max(1, camera.height() / REFERENCE_HEIGHT);
    }
}
