package dev.diorama.engine.render;

/** The move gizmo as it is to be drawn. Handles: 0, 1, 2 the arrows along X, Y, Z; 3, 4, 5 the squares across X, Y, Z. */
public final class GizmoState {
    /** No handle. */
    public static final int NONE = -1;

    public boolean visible;

    /** World position. */
    public final float[] origin = new float[3];

    /** Length of an axis in metres. */
    public float axisLength;

    /** The handle under the pointer or held, drawn in the hover colour; {@link #NONE} for none. */
    public int highlighted = NONE;
}
