package dev.diorama.engine.gpu;

/** Times of the device at the begins and ends of passes. Opaque: only the device that made it can use it. */
public interface GpuQuerySet extends GpuResource {}
