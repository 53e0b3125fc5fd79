package dev.diorama.engine.gpu;

/** A two-dimensional texture of a fixed size. */
public interface GpuTexture extends GpuResource {
    /** Width in texels; no WebGPU call. */
    int width();

    /** Height in texels; no WebGPU call. */
    int height();

    /** Frees the memory at once. */
    void destroy();
}
