package dev.diorama.engine.gpu;

/** Commands of a render pass that are recorded once and executed in one call, until others are recorded in their place. */
public interface GpuRenderBundle {}
