package dev.diorama.engine.render;

/**
 * Whether the lists of the last culling hold for the next frame, too, though the camera is elsewhere: all of the scene was in view and still
 * is, and nothing of it shows larger or smaller by more than a twentieth, so that it keeps its level of detail. Then a frame needs no culling.
 *
 * <p>Why the corners of the scene's box are enough: a frustum is convex, and the quotient of two depths, each of which is linear in the
 * place, is largest and smallest at corners of a box in front of both cameras.
 */
final class WholeView {
    private static final float CHANGE = 0.05f;

    private final float[] viewProjection = new float[16];
    private float scale;
    private boolean lines;
    private boolean whole;

    /** There are no lists to count on until others have been made. */
    void forget() {
        whole = false;
    }

    /** The lists are those of a scene with this box, seen like this. */
    void culled(float[] box, float[] frame) {
        System.arraycopy(frame, FrameShader.VIEW_PROJECTION, viewProjection, 0, 16);
        scale = frame[FrameShader.OVERLAY + 2];
        lines = lines(frame);
        whole = true;
        for (int corner = 0; corner < 8; corner++) {
            whole &= inView(viewProjection, box, corner);
        }
    }

    /** Whether the lists hold for this frame of the same scene. */
    boolean holds(float[] box, float[] frame) {
        if (!whole || lines != lines(frame)) {
            return false;
        }
        float closer = frame[FrameShader.OVERLAY + 2] / scale;
        for (int corner = 0; corner < 8; corner++) {
            float before = clip(viewProjection, 3, box, corner) * closer;
            float now = clip(frame, 3, box, corner);
            if (!(Math.abs(now - before) <= CHANGE * Math.min(now, before)) || !inView(frame, box, corner)) {
                return false;
            }
        }
        return true;
    }

    private static boolean inView(float[] matrix, float[] box, int corner) {
        float w = clip(matrix, 3, box, corner);
        return w > 0
                && Math.abs(clip(matrix, 0, box, corner)) <= w
                && Math.abs(clip(matrix, 1, box, corner)) <= w
                && clip(matrix, 2, box, corner) <= w;
    }

    /** A coordinate of a corner in the space of a matrix, which is by columns. */
    private static float clip(float[] matrix, int row, float[] box, int corner) {
        return matrix[row] * box[(corner & 1) * 3]
                + matrix[4 + row] * box[(corner >> 1 & 1) * 3 + 1]
                + matrix[8 + row] * box[(corner >> 2) * 3 + 2]
                + matrix[12 + row];
    }

    /** Draws of lines have other counts. */
    private static boolean lines(float[] frame) {
        return frame[FrameShader.OVERLAY + 3] == Output.WIREFRAME.number();
    }
}
