package dev.diorama.engine.gpu;

/** A render pass that is begun many times. What differs between frames is changed in place, without a WebGPU call. */
public interface RenderPassPlan {
    /** Replaces the view that colour attachment {@code index} draws to, such as the canvas's of this frame. */
    void setColorView(int index, GpuTextureView view);

    /** From now on its begin and its end are noted at {@code at} and behind it. */
    void time(GpuQuerySet times, int at);

    /** Replaces the clear value of colour attachment {@code index}. */
    void setClearColor(int index, double r, double g, double b, double a);
}
