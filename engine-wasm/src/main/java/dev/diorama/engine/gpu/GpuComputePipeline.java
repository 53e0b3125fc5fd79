package dev.diorama.engine.gpu;

/** A pipeline that computes. Opaque: only the device that made it can use it. */
public interface GpuComputePipeline extends GpuResource {}
