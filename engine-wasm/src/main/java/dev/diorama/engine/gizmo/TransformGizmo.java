package dev.diorama.engine.gizmo;

import dev.diorama.engine.camera.OrbitCamera;

/**
 * What the gizmos have in common: a place in the world, a size on the screen, handles that can be hovered and held.
 *
 * <p>Handles are numbers of the concrete gizmo; {@link #NONE} is no handle. Nothing allocates after construction.
 */
public abstract sealed class TransformGizmo permits TranslateGizmo {
    public static final int NONE = -1;

    /** Length of an axis on the screen, in pixels of a 1080-pixel-high canvas or less; grows with the canvas beyond. */
    private static final float AXIS_PIXELS = 96;

    private static final float REFERENCE_HEIGHT = 1080;

    final float[] origin = new float[3];
    final float[] ray = new float[6];
    final float[] delta = new float[3];
    final OrbitCamera camera;
    private boolean visible;
    private int hovered = NONE;
    private int held = NONE;

    TransformGizmo(OrbitCamera camera) {
        this.camera = camera;
    }

    /** Shows the gizmo at a world point. */
    public final void show(float x, float y, float z) {
        origin[0] = x;
        origin[1] = y;
        origin[2] = z;
        visible = true;
    }

    /** Hides the gizmo and lets go of its handles. */
    public final void hide() {
        visible = false;
        hovered = NONE;
        held = NONE;
    }

    /**
     * Hovers what is under the pixel, unless a handle is held.
     *
     * @return whether the hovered handle changed
     */
    public final boolean hover(float x, float y) {
        if (held != NONE) {
            return false;
        }
        int before = hovered;
        hovered = visible ? handleAt(x, y) : NONE;
        return hovered != before;
    }

    /** Takes hold of the handle under the pixel; false when there is none. */
    public final boolean grab(float x, float y) {
        int handle = visible ? handleAt(x, y) : NONE;
        if (handle == NONE || !begin(handle, x, y)) {
            return false;
        }
        held = handle;
        hovered = handle;
        delta[0] = 0;
        delta[1] = 0;
        delta[2] = 0;
        return true;
    }

    /** Moves the held handle to a pixel; the result is in {@link #delta}. */
    public final void drag(float x, float y, boolean snap) {
        if (held != NONE) {
            move(held, x, y, snap);
        }
    }

    /** Lets go. */
    public final void release() {
        held = NONE;
    }

    public final boolean visible() {
        return visible;
    }

    public final int hovered() {
        return hovered;
    }

    public final int held() {
        return held;
    }

    /** World position of the gizmo: x y z; the gizmo's own array. */
    public final float[] origin() {
        return origin;
    }

    /** What the drag amounts to since the handle was grabbed, in the world; the gizmo's own array. */
    public final float[] delta() {
        return delta;
    }

    /** Length of an axis in metres, so that it is constant on the screen; 0 when the gizmo is behind the camera. */
    public final float axisLength() {
        return axisPixels() * camera.metresPerPixel(origin[0], origin[1], origin[2]);
    }

    /** Length of an axis that is seen from the side, in pixels. */
    final float axisPixels() {
        return AXIS_PIXELS * Math.max(1, camera.height() / REFERENCE_HEIGHT);
    }

    /** Where to grab a handle: {@code dest} = pixel x, pixel y, distance; false when it cannot be grabbed. */
    public abstract boolean grabPoint(int handle, float[] dest);

    abstract int handleAt(float x, float y);

    abstract boolean begin(int handle, float x, float y);

    abstract void move(int handle, float x, float y, boolean snap);
}
