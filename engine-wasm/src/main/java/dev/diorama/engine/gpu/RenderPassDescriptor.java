package dev.diorama.engine.gpu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A render pass to plan. */
public record RenderPassDescriptor(
        String label,
        List<ColorAttachment> colors,
        @Nullable DepthAttachment depth) {
    /**
     * One colour attachment.
     *
     * @param view {@code null} if {@link RenderPassPlan#setColorView} gives it before the pass begins
     * @param resolve where the samples of a multisampled view are averaged to
     */
    public record ColorAttachment(
            @Nullable GpuTextureView view,
            @Nullable GpuTextureView resolve,
            LoadOp load,
            StoreOp store,
            double clearR,
            double clearG,
            double clearB,
            double clearA) {
        /** An attachment that starts as zeros and is kept. */
        public static ColorAttachment cleared(@Nullable GpuTextureView view) {
            return new ColorAttachment(view, null, LoadOp.CLEAR, StoreOp.STORE, 0, 0, 0, 0);
        }
    }

    /** The depth attachment. */
    public record DepthAttachment(GpuTextureView view, LoadOp load, StoreOp store, float clear) {}
}
