package dev.diorama.engine.gpu;

/** The shape of a bind group. Opaque: only the device that made it can use it. */
public interface GpuBindGroupLayout extends GpuResource {}
