package dev.diorama.engine.webgpu;

/** Draws recorded once. See <a href="https://www.w3.org/TR/webgpu/#gpurenderbundle">GPURenderBundle</a>. */
public interface GPURenderBundle extends GPUObjectBase {}
