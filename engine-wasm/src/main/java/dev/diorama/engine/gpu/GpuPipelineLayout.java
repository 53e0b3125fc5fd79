package dev.diorama.engine.gpu;

/** The bind groups that a pipeline takes. Opaque: only the device that made it can use it. */
public interface GpuPipelineLayout extends GpuResource {}
