package dev.diorama.engine.gpu;

/** A sampler. Opaque: only the device that made it can use it. */
public interface GpuSampler extends GpuResource {}
