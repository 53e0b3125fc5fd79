package dev.diorama.engine.gpu;

import java.util.List;

/**
 * A bind group to create; resource {@code i} goes to {@code @binding(i)}.
 *
 * @param resources each a {@link GpuBuffer} (bound whole), a {@link GpuBufferPart}, a {@link GpuTextureView} or a {@link GpuSampler}
 */
public record BindGroupDescriptor(String label, GpuBindGroupLayout layout, List<GpuResource> resources) {}
