package dev.diorama.engine.gpu;

/** A pipeline that draws. Opaque: only the device that made it can use it. */
public interface GpuRenderPipeline extends GpuResource {}
