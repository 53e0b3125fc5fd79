package dev.diorama.engine.webgpu;

/** Recorded commands. See <a href="https://www.w3.org/TR/webgpu/#gpucommandbuffer">GPUCommandBuffer</a>. */
public interface GPUCommandBuffer extends GPUObjectBase {}
