package dev.diorama.engine.gpu;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A WebGPU device with its queue and its canvas.
 *
 * <p>Every method is exactly one WebGPU call, so that counting calls of this port counts WebGPU calls; the ones that are none or
 * several say so. Only WebGPU's default limits may be relied upon. The {@code create...} methods belong to loading and growing;
 * the others are called every frame and allocate nothing in Java: what WebGPU wants as a dictionary is planned once.
 *
 * <p>Handles belong to the device that made them. A device is used from one thread.
 */
public interface GpuDevice {
    /** What the device can do; no WebGPU call. */
    GpuLimits limits();

    /** What this device has counted of its calls, live; no WebGPU call. */
    CallCounter counter();

    /** The format of the canvas textures, as the browser prefers it; no WebGPU call. */
    TextureFormat canvasFormat();

    /** The time in milliseconds, of a clock that starts anywhere; no WebGPU call. */
    double now();

    GpuBuffer createBuffer(BufferDescriptor descriptor);

    GpuTexture createTexture(TextureDescriptor descriptor);

    /** A view of the whole texture. */
    GpuTextureView createView(GpuTexture texture, String label);

    GpuSampler createSampler(SamplerDescriptor descriptor);

    GpuShaderModule createShaderModule(String label, String wgsl);

    GpuBindGroupLayout createBindGroupLayout(BindGroupLayoutDescriptor descriptor);

    GpuPipelineLayout createPipelineLayout(String label, List<GpuBindGroupLayout> groups);

    GpuBindGroup createBindGroup(BindGroupDescriptor descriptor);

    GpuRenderPipeline createRenderPipeline(RenderPipelineDescriptor descriptor);

    GpuComputePipeline createComputePipeline(ComputePipelineDescriptor descriptor);

    /** Room for so many times; only where {@link GpuLimits#timestamps} says so. */
    GpuQuerySet createTimes(String label, int count);

    /** Prepares a pass that is begun many times; no WebGPU call. */
    RenderPassPlan planRenderPass(RenderPassDescriptor descriptor);

    /** Prepares what {@link #record} fills, for passes with such targets; no WebGPU call. */
    GpuRenderBundle planBundle(String label, List<TextureFormat> colors, @Nullable TextureFormat depth, int samples);

    /** Begins to record a bundle anew; the same Java object every time, until its {@link GpuRenderPass#end}. */
    GpuRenderPass record(GpuRenderBundle bundle);

    /** Prepares a pass that is begun many times; no WebGPU call. */
    ComputePassPlan planComputePass(String label);

    /**
     * Writes part of an array to a buffer, before the commands that are submitted next.
     *
     * @param byteOffset where to write, a multiple of 4
     * @param data copied before the method returns
     * @param from first element to write
     * @param count elements to write, not 0
     */
    void writeBuffer(GpuBuffer buffer, int byteOffset, float[] data, int from, int count);

    /** As {@link #writeBuffer(GpuBuffer, int, float[], int, int)}, for 32-bit integers. */
    void writeBuffer(GpuBuffer buffer, int byteOffset, int[] data, int from, int count);

    /**
     * Takes the canvas texture of this frame ({@code getCurrentTexture}); two calls where the browser draws to views alone ({@code createView}).
     *
     * @return what a pass draws to, valid until the next frame, the same Java object every time
     */
    GpuTextureView acquireCanvas();

    /** Begins to record commands; the same Java object every time, one at a time. */
    GpuCommandEncoder createCommandEncoder();

    /** Submits what the encoder has recorded, after its {@link GpuCommandEncoder#finish}. */
    void submit(GpuCommandEncoder encoder);

    /**
     * Reads a buffer once the submitted work that writes it is done. Three WebGPU calls, on request and never in a frame: {@code
     * mapAsync} now, {@code getMappedRange} and {@code unmap} before the callback. The buffer must not be used until then.
     *
     * @param buffer has {@link BufferUsage#MAP_READ}
     * @param byteOffset a multiple of 8
     * @param byteCount a multiple of 4
     */
    void readBuffer(GpuBuffer buffer, int byteOffset, int byteCount, ReadCallback callback);
}
