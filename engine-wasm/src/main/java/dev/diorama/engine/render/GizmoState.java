package dev.diorama.engine.render;

/** The gizmo as it is to be drawn. */
public final class GizmoState {
    /** No handle. */
    public static final int NONE = -1;

    /** Arrows (0, 1, 2), squares (3, 4, 5) and a hub (6). */
    public static final int MOVE = 1;
    /** Rings (8, 9, 10 around X, Y, Z) and one that faces the screen (11). */
    public static final int ROTATE = 2;
    /** Bars with cubes, squares (3, 4, 5) and a cube in the middle (6). */
    public static final int SCALE = 3;
    /** Arrows that reach out of the rings (16, 17, 18), squares, rings, and a cube in the middle. */
    public static final int COMBINED = 4;

    /** The instance of the first ring. */
    public static final int RINGS = 8;

    /** The instance of the first of the arrows that reach out of the rings. */
    public static final int LONG_ARROWS = 16;

    public boolean visible;

    public int tool = MOVE;

    /** World position. */
    public final float[] origin = new float[3];

    /** Rotation of its axes, a quaternion. */
    public final float[] turn = {0, 0, 0, 1};

    /** Length of an axis in metres. */
    public float axisLength;

    /** The instance of the handle under the pointer or held, drawn in the hover colour; {@link #NONE} for none. */
    public int highlighted = NONE;
}
