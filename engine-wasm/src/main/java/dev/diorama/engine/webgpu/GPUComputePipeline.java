package dev.diorama.engine.webgpu;

/** A pipeline that computes. See <a href="https://www.w3.org/TR/webgpu/#gpucomputepipeline">GPUComputePipeline</a>. */
public interface GPUComputePipeline extends GPUObjectBase {}
