package dev.diorama.engine.gpu;

/** A compiled WGSL module. Opaque: only the device that made it can use it. */
public interface GpuShaderModule extends GpuResource {}
