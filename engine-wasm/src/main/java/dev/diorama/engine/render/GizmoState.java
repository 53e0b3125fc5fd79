package dev.diorama.engine.render;

/** The gizmo as it is to be drawn. Handles: 0, 1, 2 along or around X, Y, Z; of the others see {@link #tool}. */
public final class GizmoState {
    /** No handle. */
    public static final int NONE = -1;

    /** Arrows, squares (3, 4, 5) and a hub (6). */
    public static final int MOVE = 1;
    /** Rings, 3 being the one that faces the screen. */
    public static final int ROTATE = 2;
    /** Bars with cubes, squares (3, 4, 5) and a cube in the middle (6). */
    public static final int SCALE = 3;

    public boolean visible;

    public int tool = MOVE;

    /** World position. */
    public final float[] origin = new float[3];

    /** Rotation of its axes, a quaternion. */
    public final float[] turn = {0, 0, 0, 1};

    /** Length of an axis in metres. */
    public float axisLength;

    /** The handle under the pointer or held, drawn in the hover colour; {@link #NONE} for none. */
    public int highlighted = NONE;
}
