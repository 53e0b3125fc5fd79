package dev.diorama.engine.gpu;

/** A view of a texture, as passes and bind groups take it. Opaque: only the device that made it can use it. */
public interface GpuTextureView extends GpuResource {}
