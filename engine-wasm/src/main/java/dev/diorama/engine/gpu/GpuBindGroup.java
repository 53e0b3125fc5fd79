package dev.diorama.engine.gpu;

/** Resources bound together. Opaque: only the device that made it can use it. */
public interface GpuBindGroup extends GpuResource {}
