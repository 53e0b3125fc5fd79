package dev.diorama.engine.gpu;

/** Records passes and copies. One pass is open at a time. */
public interface GpuCommandEncoder {
    /** The same Java object every time, valid until its {@link GpuRenderPass#end}. */
    GpuRenderPass beginRenderPass(RenderPassPlan plan);

    /** The same Java object every time, valid until its {@link GpuComputePass#end}. */
    GpuComputePass beginComputePass(ComputePassPlan plan);

    /**
     * Copies a rectangle of a single-sampled texture.
     *
     * @param bytesPerRow distance of rows in the buffer, a multiple of 256
     */
    void copyTextureToBuffer(
            GpuTexture source, int x, int y, int width, int height, GpuBuffer target, int byteOffset, int bytesPerRow);

    /** Copies bytes; the offsets and the count are multiples of 4. */
    void copyBufferToBuffer(GpuBuffer source, int sourceOffset, GpuBuffer target, int targetOffset, int byteCount);

    /**
     * Writes the first times of a set to a buffer, 8 bytes each: nanoseconds.
     *
     * @param target has {@link BufferUsage#QUERY_RESOLVE}
     */
    void resolveTimes(GpuQuerySet times, int count, GpuBuffer target);

    /** Ends the recording; {@link GpuDevice#submit} comes next. */
    void finish();
}
