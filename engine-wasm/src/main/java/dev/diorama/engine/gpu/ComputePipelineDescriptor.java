package dev.diorama.engine.gpu;

/** A compute pipeline to create. */
public record ComputePipelineDescriptor(
        String label, GpuPipelineLayout layout, GpuShaderModule module, String entryPoint) {}
