package dev.diorama.engine.render;

import dev.diorama.engine.scene.MaterialTable;
import dev.diorama.engine.scene.SceneMirror;
import dev.diorama.scene.math.Mat4;

/** What the frame drawn last was drawn from besides the scene, to see whether the next one would be another. */
final class FrameState {
    /** Height of a canvas up to which outlines have their least width. */
    private static final float REFERENCE_HEIGHT = 1080;

    private static final float OUTLINE_PIXELS = 2.75f;
    /** So much of the radius is in the object or too faint to count: an outline is less wide by it. */
    private static final float INSIDE = 0.25f;

    private static final int[] OUTLINE_COLORS = {
        0x000000, 0xFF9F1C, 0x4DA3FF, 0xFF6FA8, 0x56C271, 0xB58CFF, 0x2EC4B6, 0xFF7A59, 0x9ACD32, 0xE06CFF, 0x38BDF8,
        0xFFD84D
    };

    final float[] eye = new float[3];
    final float[] forward = new float[3];
    private final float[] view = new float[16];
    private final float[] projection = new float[16];
    private final float[] background = {0.05f, 0.055f, 0.065f};
    private final float[] palette = new float[4 * (SceneMirror.HOVER_OUTLINE + 1)];
    private final float[] gizmo = new float[4];
    private final float[] adapted = new float[16];
    private final float[] viewProjection = new float[16];
    private final float[] inverse = new float[16];
    private final float[] turn = {0, 0, 0, 1};
    private final float[] marquee = {-1, 0, 0, 0};
    private int highlighted = GizmoState.NONE;
    private int tool = GizmoState.MOVE;
    private int output;
    private boolean gizmoVisible;
    private Strokes strokes = new Strokes();
    private boolean changed = true;
    private boolean moved;

    FrameState() {
        Mat4.identity(view);
        Mat4.perspective(1, 1, 0.1f, projection);
        for (int i = 1; i <= SceneMirror.HOVER_OUTLINE; i++) {
            setOutlineColor(i, OUTLINE_COLORS[i]);
        }
    }

    void setBackground(float r, float g, float b) {
        set(background, 0, r);
        set(background, 1, g);
        set(background, 2, b);
    }

    void setOutlineColor(int outline, int rgb) {
        set(palette, 4 * outline, MaterialTable.decode(rgb >> 16));
        set(palette, 4 * outline + 1, MaterialTable.decode(rgb >> 8));
        set(palette, 4 * outline + 2, MaterialTable.decode(rgb));
    }

    /** The next frame is another, whatever else stays. */
    void touch() {
        changed = true;
    }

    boolean gizmoVisible() {
        return gizmoVisible;
    }

    Strokes strokes() {
        return strokes;
    }

    int tool() {
        return tool;
    }

    /** Takes over the input; returns whether anything differs from the last time. */
    boolean update(FrameInput input) {
        boolean before = changed;
        changed = false;
        for (int i = 0; i < 16; i++) {
            set(view, i, input.view[i]);
            set(projection, i, input.projection[i]);
        }
        moved |= changed;
        changed |= before;
        GizmoState g = input.gizmo;
        changed |= gizmoVisible != g.visible;
        gizmoVisible = g.visible;
        if (g.visible) {
            for (int axis = 0; axis < 3; axis++) {
                set(gizmo, axis, g.origin[axis]);
            }
            for (int i = 0; i < 4; i++) {
                set(turn, i, g.turn[i]);
            }
            changed |= tool != g.tool;
            tool = g.tool;
            set(gizmo, 3, g.axisLength);
            changed |= highlighted != g.highlighted;
            highlighted = g.highlighted;
        }
        for (int i = 0; i < 4; i++) {
            set(marquee, i, input.marquee[i]);
        }
        strokes = input.strokes;
        changed |= strokes.takeChanged();
        changed |= output != input.output.number();
        output = input.output.number();
        for (int row = 0; row < 3; row++) {
            eye[row] = -(view[row * 4] * view[12] + view[row * 4 + 1] * view[13] + view[row * 4 + 2] * view[14]);
            forward[row] = -view[row * 4 + 2];
        }
        boolean result = changed;
        changed = false;
        return result;
    }

    /** Whether the camera has moved since this was asked last. */
    boolean takeMoved() {
        boolean was = moved;
        moved = false;
        return was;
    }

    private void set(float[] array, int index, float value) {
        changed |= array[index] != value;
        array[index] = value;
    }

    /** Fills the frame uniform of a view; the field of view keeps its height, and what has its size in pixels has it where the view is shown. */
    void write(ViewTargets target, boolean outlines) {
        float[] frame = target.frame;
        int width = target.width;
        int height = target.height;
        float scale = target.shownHeight / (float) height;
        boolean overlays = target.overlays();
        System.arraycopy(projection, 0, adapted, 0, 16);
        adapted[0] = Math.abs(adapted[5]) * target.shownHeight / target.shownWidth;
        Mat4.multiply(adapted, view, viewProjection);
        if (!Mat4.invert(viewProjection, inverse)) {
            Mat4.identity(inverse);
        }
        System.arraycopy(viewProjection, 0, frame, FrameShader.VIEW_PROJECTION, 16);
        System.arraycopy(inverse, 0, frame, FrameShader.INVERSE_VIEW_PROJECTION, 16);
        System.arraycopy(eye, 0, frame, FrameShader.EYE, 3);
        frame[FrameShader.EYE + 3] = projection[15];
        frame[FrameShader.VIEWPORT] = width;
        frame[FrameShader.VIEWPORT + 1] = height;
        frame[FrameShader.VIEWPORT + 2] = 1f / width;
        frame[FrameShader.VIEWPORT + 3] = 1f / height;
        System.arraycopy(background, 0, frame, FrameShader.BACKGROUND, 3);
        System.arraycopy(gizmo, 0, frame, FrameShader.GIZMO_ORIGIN, 4);
        frame[FrameShader.OVERLAY] = highlighted;
        float radius = OUTLINE_PIXELS * Math.max(1, target.shownHeight / REFERENCE_HEIGHT);
        frame[FrameShader.OVERLAY + 1] = outlines && overlays ? (radius - INSIDE) / scale + INSIDE : 0;
        frame[FrameShader.OVERLAY + 3] = target.shown;
        frame[FrameShader.BACKGROUND + 3] = target.behind;
        frame[FrameShader.SCALE] = scale;
        System.arraycopy(turn, 0, frame, FrameShader.GIZMO_TURN, 4);
        for (int i = 0; i < 4; i++) {
            frame[FrameShader.MARQUEE + i] =
                    marquee[i] * (i % 2 == 0 ? width / (float) target.shownWidth : height / (float) target.shownHeight);
        }
        frame[FrameShader.MARQUEE] = overlays ? frame[FrameShader.MARQUEE] : -1;
        frame[FrameShader.OVERLAY + 2] = 0.5f * target.shownHeight * Math.abs(projection[5]);
        System.arraycopy(palette, 0, frame, FrameShader.PALETTE, palette.length);
    }
}
