package dev.diorama.engine.render;

import dev.diorama.engine.gpu.GpuDevice;
import dev.diorama.engine.pick.PickCallback;
import dev.diorama.engine.scene.SceneMirror;
import java.util.function.Consumer;

/** Draws a scene to the canvas, on demand, and to images. */
public final class Renderer {
    /** Makes pipelines and buffers; the first frame needs a {@link #resize} before it. */
    public Renderer(GpuDevice device, SceneMirror scene) {}

    /** The canvas has this many device pixels. */
    public void resize(int width, int height) {}

    /** The colour behind everything, linear light, 0 to 1. */
    public void setBackground(float r, float g, float b) {}

    /**
     * The colour of an outline, as it shows on the screen.
     *
     * @param outline 1 to {@link SceneMirror#MAX_OUTLINE}
     * @param rgb sRGB, {@code 0xRRGGBB}
     */
    public void setOutlineColor(int outline, int rgb) {}

    /**
     * Draws a frame if anything changed: the scene, its display offsets and outlines, the camera, the gizmo, the size, colours.
     *
     * @return false when nothing changed; no WebGPU call was made then
     */
    public boolean renderFrame(FrameInput input) {
        return false;
    }

    /** Asks what is at a pixel of the frame drawn last; the answer comes between frames. At most a few are under way at once. */
    public void requestPick(int x, int y, PickCallback callback) {}

    /**
     * Draws the scene off-screen, as the frame drawn last shows it but with another size.
     *
     * @param rgba receives width * height * 4 bytes, the top row first
     */
    public void renderImage(int width, int height, Consumer<byte[]> rgba) {}

    /** What frames have cost; allocates, so not for every frame. */
    public FrameStats stats() {
        return new FrameStats(0, 0, 0, 0, 0, 0);
    }
}
