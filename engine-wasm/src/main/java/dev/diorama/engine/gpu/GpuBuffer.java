package dev.diorama.engine.gpu;

/** A buffer of a fixed size. */
public interface GpuBuffer extends GpuResource {
    /** Size in bytes; no WebGPU call. */
    int size();

    /** Frees the memory at once. */
    void destroy();
}
