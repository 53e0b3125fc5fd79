package dev.diorama.engine.render;

/** What a frame is drawn from besides the scene; kept and changed in place by the caller. */
public final class FrameInput {
    /** When the frame began, by the device's clock; 0 if there was nothing to do before it was drawn. */
    public double began;

    /** World to camera space, column-major. */
    public final float[] view = new float[16];

    /** Camera to clip space, depth reversed, column-major. */
    public final float[] projection = new float[16];

    public final GizmoState gizmo = new GizmoState();

    /** A rectangle in pixels, drawn over everything: left, top, right, bottom; left is negative for none. */
    public final float[] marquee = {-1, 0, 0, 0};

    /** Drawn in the scene, where nothing is in front of them. */
    public final Strokes strokes = new Strokes();

    /** What of the scene is shown. */
    public Output output = Output.BEAUTY;
}
