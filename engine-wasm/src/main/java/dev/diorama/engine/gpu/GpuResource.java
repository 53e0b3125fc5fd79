package dev.diorama.engine.gpu;

/** What a bind group entry or a command may name. */
public interface GpuResource {
    /** The name given at creation, for error messages and recordings; no WebGPU call. */
    String label();
}
